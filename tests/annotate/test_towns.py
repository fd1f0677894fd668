from generator.annotate.entities import towns


def test_a_line_tells_place_country_and_size():
    tallinn = towns.parsed(dict(towns.pairs())["Tallinn"])
    assert tallinn.country == "EE"
    assert (round(tallinn.lat), round(tallinn.lon)) == (59, 25)
    assert tallinn.population > 300_000


def test_the_largest_town_comes_first_and_each_name_once():
    names, lines = zip(*towns.pairs(), strict=True)
    sizes = [towns.size(line) for line in lines]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(names)) == len(names)
