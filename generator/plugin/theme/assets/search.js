/* The search: a dialog on every page and a page of its own, over the index that Pagefind made.
   Whatever a source says becomes text nodes, never markup. */
(() => {
  "use strict";

  const dialog = document.querySelector(".search-dialog");
  if (!dialog) return;

  const words = JSON.parse(dialog.dataset.words);
  const base = new URL(dialog.dataset.base.replace(/\/?$/, "/"), location.href);
  const { names: parts = [], above: isPart = false } = JSON.parse(dialog.dataset.parts);
  const whole = isPart ? new URL("../", base) : base;
  const language = document.documentElement.lang || "en";
  const FACETS = JSON.parse(dialog.dataset.facets);
  const SORTS = { relevance: {}, date: { date: "desc" }, oldest: { date: "asc" } };
  const RESULTS = 10, VALUES = 8, PASSAGES = 3;
  const EXCERPT_WORDS = 28, WORDS_BEFORE = 6;
  const TYPING_MS = 150, WAIT_MS = 500;

  /** An element with attributes, listeners and children; strings become text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  const counted = (phrase, number) => phrase.replace("#", number.toLocaleString(language));
  const plural = new Intl.PluralRules(language);
  const blank = () => ({ query: "", sort: "relevance", chosen: Object.fromEntries(FACETS.map(name => [name, []])) });
  const isFiltered = ({ chosen }) => FACETS.some(name => chosen[name].length);

  // --- The index ---

  let loading;
  const engine = () => (loading ??= load().catch(error => { loading = undefined; throw error; }));

  async function load() {
    if (location.protocol === "file:") throw new Error(words.file);
    if (dialog.dataset.index === "absent") throw new Error(words.absent);
    if (dialog.dataset.index === "making") await made();
    try {
      const pagefind = await import(new URL("pagefind/pagefind.js", base));
      await pagefind.options({ baseUrl: base.href });
      await pagefind.init();
      await Promise.all(others().map(site => pagefind.mergeIndex(new URL("pagefind/", site).href, { baseUrl: site.href })));
      return pagefind;
    } catch {
      throw new Error(words.failed);
    }
  }

  /** A site in parts has an index for each, and one for what stands above them. */
  const others = () => (parts.length ? [whole, ...parts.map(name => new URL(`${name}/`, whole))] : [])
    .filter(site => site.href !== base.href);

  async function made() {
    while (!(await fetch(new URL("pagefind/pagefind-entry.json", base), { method: "HEAD" })).ok) {
      for (const status of document.querySelectorAll(".search-status")) status.textContent = words.making;
      await new Promise(resolve => setTimeout(resolve, WAIT_MS));
    }
  }

  /** The results, and for each facet what its values would leave if nothing of the facet were chosen yet. */
  async function find({ query, sort, chosen }, withCounts) {
    const pagefind = await engine();
    const ask = without => pagefind.search(query || null, {
      sort: SORTS[query ? sort : sort === "oldest" ? sort : "date"],
      filters: Object.fromEntries(FACETS.filter(name => name !== without && chosen[name].length)
        .map(name => [name, { any: chosen[name] }])),
    });
    if (withCounts) await pagefind.filters();
    const found = await ask();
    const counts = {};
    for (const name of withCounts ? FACETS : []) {
      counts[name] = (chosen[name].length ? await ask(name) : found).filters[name] ?? {};
    }
    return { results: found.results, counts };
  }

  // --- A result ---

  /** The best paragraphs: Pagefind tells where the words were found and where each element with an id begins. */
  function passages({ raw_content: content, anchors, weighted_locations: found }) {
    const all = content.split(/\s+/);
    const spots = [{ id: "", element: "", location: 0 }, ...anchors].sort((a, b) => a.location - b.location);
    const hits = new Map();
    for (const { location, balanced_score: score } of found) {
      const at = spots.findLastIndex(spot => spot.location <= location);
      const hit = hits.get(at) ?? { at, scores: new Map(), locations: [] };
      const word = all[location].toLowerCase();
      hit.scores.set(word, Math.max(score, hit.scores.get(word) ?? 0)); // a word counts once in a paragraph
      hit.locations.push(location);
      hits.set(at, hit);
    }
    const score = ({ scores }) => [...scores.values()].reduce((sum, one) => sum + one, 0);
    const post = at => spots.findLastIndex(({ id }, number) => number <= at && id.startsWith("post-"));
    const inPosts = new Set([...hits.keys()].filter(at => at !== post(at)).map(post));
    const best = [...hits.values()].filter(({ at }) => spots[at].element !== "h1" && !inPosts.has(at))
      .sort((a, b) => score(b) - score(a) || a.at - b.at).slice(0, PASSAGES);
    const opening = { at: Math.max(0, spots.findIndex(({ element }) => element === "p")), locations: [] };
    const named = new Set();
    return (best.length ? best : [opening]).map(hit => {
      const of = post(hit.at), isNew = of >= 0 && of !== hit.at && !named.has(of);
      named.add(of);
      return { id: spots[hit.at].id, post: isNew && spots[of].text, shown: excerpt(all, spots, hit) };
    });
  }

  function excerpt(all, spots, { at, locations }) {
    const from = spots[at].location, to = spots[at + 1]?.location ?? all.length;
    const start = Math.max(from, Math.min((locations[0] ?? from) - WORDS_BEFORE, to - EXCERPT_WORDS));
    const end = Math.min(to, start + EXCERPT_WORDS);
    const marked = new Set(locations);
    const shown = all.slice(start, end)
      .flatMap((word, number) => [marked.has(start + number) ? make("mark", {}, word) : word, " "]);
    return [start > from ? "… " : "", ...shown, end < to ? "…" : ""];
  }

  function result(data) {
    const address = new URL(data.url, base).href;
    const { outlet = [], kind: [kind], language: [tongue] = [] } = data.filters;
    const when = data.meta.day ? dayWords(data.meta.day) : kind === "page" ? "" : words.undated;
    const about = [...outlet, when, kind === "article" ? "" : label("kind", kind)].filter(Boolean).join(" · ");
    const lang = tongue !== language && tongue;
    const places = passages(data).map(({ id, post, shown }) => make("li", {},
      make("a", { href: id ? `${address}#${id}` : address, lang },
        ...(post ? [make("strong", {}, post), " "] : []), ...shown)));
    return make("li", {},
      make("a", { class: "search-title", href: address, lang }, data.meta.title),
      make("span", { class: "search-about" }, about),
      make("ul", {}, ...places));
  }

  const dates = options => new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...options, timeZone: "UTC" });
  const dayWords = iso => dates({ dateStyle: "long" }).format(new Date(iso));

  const topics = new Map([...document.querySelectorAll(".search-without ~ ul a")]
    .map(link => [link.pathname.match(/topics\/([^/]+?)(?:\.html|\/)$/)?.[1], link.textContent]));
  const LABELS = {
    topic: value => topics.get(value) ?? value,
    kind: value => words[value] ?? value,
    month: value => dates({ year: "numeric", month: "long" }).format(new Date(value)),
    language: value => new Intl.DisplayNames(language, { type: "language" }).of(value),
  };
  const label = (name, value) => LABELS[name]?.(value) ?? value;

  // --- The form, its results and its facets ---

  function form(place, { state = blank(), withFacets = false, changed = () => {} }) {
    const input = make("input", {
      type: "search", class: "search-query", "aria-label": words.query, placeholder: words.query,
      autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
    });
    const order = make("select", {}, ...Object.keys(SORTS).map(name => make("option", { value: name }, words[name])));
    const status = make("p", { class: "search-status", role: "status" });
    const list = make("ol", { class: "search-results" });
    const more = make("button", { type: "button", class: "search-more", hidden: true }, words.more);
    const facets = make("div", { class: "search-facets" });
    const side = make("details", { class: "search-side" }, make("summary", {}, words.filters), facets);
    let results = [], latest = 0, timer;

    async function run() {
      const turn = ++latest;
      place.ariaBusy = "true";
      await answer(turn);
      if (turn === latest) place.removeAttribute("aria-busy");
    }

    async function answer(turn) {
      changed(state);
      if (!withFacets && !state.query) return begin(words.start, []);
      status.textContent = words.loading;
      try {
        const found = await find(state, withFacets);
        if (turn !== latest) return;
        const number = found.results.length;
        begin(number ? counted(words.results[plural.select(number)], number) : words.none, found.results);
        if (withFacets) offer(facets, found.counts, state, run);
        await show();
      } catch (error) {
        place.classList.add("search-failed");
        if (turn === latest) begin(error.message, []);
      }
    }

    function begin(message, found) {
      status.textContent = message;
      list.replaceChildren();
      results = found;
      more.hidden = true;
    }

    async function show() {
      const turn = latest, part = results.slice(list.children.length, list.children.length + RESULTS);
      const shown = (await Promise.all(part.map(one => one.data()))).map(result);
      if (turn !== latest) return [];
      list.append(...shown);
      more.hidden = list.children.length >= results.length;
      return shown;
    }

    input.value = state.query;
    order.value = state.sort;
    more.addEventListener("click", async () => (await show())[0]?.querySelector("a").focus());
    order.addEventListener("change", () => { state.sort = order.value; run(); });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      place.ariaBusy = "true";
      timer = setTimeout(() => { state.query = input.value.trim(); run(); }, TYPING_MS);
    });
    place.addEventListener("keydown", walk);
    const wide = matchMedia("(min-width: 45em)");
    const unfold = () => { side.open = wide.matches; };
    wide.addEventListener("change", unfold);
    unfold();
    place.append(
      make("div", { class: "search-line" }, input,
        ...(withFacets ? [make("label", {}, make("span", {}, words.sort), order)] : [])),
      make("div", { class: "search-body" },
        ...(withFacets ? [side] : []), make("div", { class: "search-found" }, status, list, more)));
    return { input, run };
  }

  /** Arrow keys go from the words to the results and back. */
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.closest("select, .search-facets")) return;
    const stops = [...this.querySelectorAll(".search-query, .search-results a, .search-more:not([hidden])")];
    const next = stops.indexOf(document.activeElement) + step;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, next))].focus();
  }

  function offer(place, counts, state, run) {
    const held = document.activeElement?.dataset.value;
    const known = Object.fromEntries([...place.querySelectorAll("details")].map(one => [one.dataset.name, one]));
    const boxes = FACETS.map(name => facet(name, counts[name], state.chosen[name], known[name], run));
    const clear = make("button", { type: "button" }, words.clear);
    clear.addEventListener("click", () => { Object.assign(state.chosen, blank().chosen); run(); });
    place.replaceChildren(...boxes.filter(Boolean), ...(isFiltered(state) ? [clear] : []));
    if (held) place.querySelector(`[data-value="${CSS.escape(held)}"]`)?.focus();
  }

  function facet(name, counts, chosen, before, run) {
    const newest = (a, b) => (a[0] < b[0] ? 1 : -1);
    const most = (a, b) => b[1] - a[1] || label(name, a[0]).localeCompare(label(name, b[0]), language);
    const values = Object.entries(counts).filter(([value, count]) => count || chosen.includes(value))
      .sort(name === "month" ? newest : most);
    if (!values.length) return undefined;
    const whole = before?.classList.contains("whole");
    const rows = values.map(([value, count]) => row(name, value, count, chosen, run));
    const box = make("details", { "data-name": name, class: whole ? "whole" : "", open: before ? before.open : !!chosen.length },
      make("summary", {}, words[name]), make("ul", {}, ...rows));
    if (rows.length > VALUES && !whole) {
      const all = make("button", { type: "button" }, counted(words.showAll, rows.length));
      all.addEventListener("click", () => { box.classList.add("whole"); all.remove(); rows[VALUES].querySelector("input").focus(); });
      box.append(all);
    }
    return box;
  }

  function row(name, value, count, chosen, run) {
    const check = make("input", { type: "checkbox", "data-value": `${name}:${value}` });
    check.checked = chosen.includes(value);
    check.addEventListener("change", () => {
      if (check.checked) chosen.push(value);
      else chosen.splice(chosen.indexOf(value), 1);
      run();
    });
    return make("li", { class: check.checked ? "chosen" : "" }, make("label", {},
      check, make("span", {}, label(name, value)), make("span", { class: "search-count" }, count.toLocaleString(language))));
  }

  // --- The dialog ---

  function address({ query, sort, chosen }) {
    const given = new URLSearchParams(FACETS.flatMap(name => chosen[name].map(value => [name, value])));
    if (sort !== "relevance") given.set("sort", sort);
    const shown = new URL("search/", base);
    shown.search = new URLSearchParams([...(query ? [["q", query]] : []), ...given]);
    return shown;
  }

  const SLASH = "search.slash";
  const stored = (...value) => {
    try {
      return value.length ? localStorage.setItem(SLASH, ...value) : localStorage.getItem(SLASH);
    } catch {
      return null; // a browser that keeps nothing
    }
  };

  let opened;
  function open() {
    opened ??= build();
    dialog.showModal();
    opened.input.select();
    opened.run();
  }

  function build() {
    const all = make("a", { class: "search-more" }, words.all);
    const slash = make("input", { type: "checkbox" });
    slash.checked = stored() !== "off";
    slash.addEventListener("change", () => stored(slash.checked ? "on" : "off"));
    const close = make("button", { type: "button", class: "search-close", "aria-label": words.close }, "×");
    close.addEventListener("click", () => dialog.close());
    const place = make("div", { class: "search-place" });
    const made = form(place, { changed: state => { all.href = address(state); } });
    made.input.addEventListener("keydown", event => {
      if (event.key === "Enter") location.assign(address({ ...blank(), query: made.input.value.trim() }));
    });
    place.querySelector(".search-line").append(close);
    dialog.append(place, make("div", { class: "search-foot" }, all, make("label", {}, slash, words.slash)));
    dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
    return made;
  }

  const opener = document.querySelector("[data-search-open]");
  opener.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (page) page.input.focus();
    else open();
  });
  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || stored() === "off") return;
    event.preventDefault();
    opener.click();
  });

  // --- The page of its own, and the page for addresses that lead nowhere ---

  function read() {
    const given = new URLSearchParams(location.search);
    const chosen = Object.fromEntries(FACETS.map(name => [name, given.getAll(name)]));
    return { query: given.get("q") ?? "", sort: given.get("sort") in SORTS ? given.get("sort") : "relevance", chosen };
  }

  /** The words of an address, without what the site itself puts there. */
  const missing = () => decodeURIComponent(location.pathname.slice(base.pathname.length).replace(/%(?![0-9a-f]{2})/gi, ""))
    .replace(/\.html?$|\bindex\b/g, "").split(/[^\p{L}\p{N}]+/u).slice(1)
    .filter(word => word && !/^(?:[0-9a-f]{8})+$/.test(word)).join(" ");

  let page;
  const place = document.querySelector(".search-page");
  if (place) {
    const gone = "missing" in place.dataset;
    const state = gone ? { ...blank(), query: missing() } : read();
    page = form(place, {
      state, withFacets: !gone,
      changed: now => { if (!gone && location.protocol !== "file:") history.replaceState(null, "", address(now)); },
    });
    page.run();
    if (!gone && !state.query) page.input.focus();
  }
})();
