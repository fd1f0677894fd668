"""Words by which reports say who said what, one `Speech` a language; add a language by adding an entry to `SPEECH`.

Verbs are written as they stand in a text, in lower case. `strong` verbs also carry indirect speech ("he said the plan was …"),
`weak` ones count only right beside the quotation, `calling` ones take a thing and what it is called ("called the vote "a sham"").
"""

from dataclasses import dataclass
from functools import cached_property

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, eq=False)
class Speech:
    """The words of one language; everything in lower case but `capital_stops`."""

    strong: frozenset[str]
    weak: frozenset[str] = NONE
    calling: frozenset[str] = NONE
    replying: frozenset[str] = NONE
    noun_like: frozenset[str] = NONE
    asking: frozenset[str] = NONE
    participles: frozenset[str] = NONE
    naming: frozenset[str] = NONE
    auxiliaries: frozenset[str] = NONE
    being: frozenset[str] = NONE
    adverbs: frozenset[str] = NONE
    determiners: frozenset[str] = NONE
    of_words: frozenset[str] = NONE
    prepositions: frozenset[str] = NONE
    conjunctions: frozenset[str] = NONE
    relatives: frozenset[str] = NONE
    agents: frozenset[str] = NONE
    according: tuple[tuple[str, ...], ...] = ()
    he: frozenset[str] = NONE
    she: frozenset[str] = NONE
    it: frozenset[str] = NONE
    they: frozenset[str] = NONE
    other_pronouns: frozenset[str] = NONE
    time_words: frozenset[str] = NONE
    negations: frozenset[str] = NONE
    titles: frozenset[str] = NONE
    title_adjectives: frozenset[str] = NONE
    title_ends: frozenset[str] = NONE
    particles: frozenset[str] = NONE
    human: frozenset[str] = NONE
    female: frozenset[str] = NONE
    male: frozenset[str] = NONE
    bodies: frozenset[str] = NONE
    papers: frozenset[str] = NONE
    generic: frozenset[str] = NONE
    never: frozenset[str] = NONE
    abbreviations: frozenset[str] = NONE
    feminine_names: frozenset[str] = NONE
    masculine_names: frozenset[str] = NONE
    demonym_ends: tuple[str, ...] = ()

    @cached_property
    def sayers(self) -> frozenset[str]:
        """Words at which a saying may stand."""
        return self.strong | self.weak | self.calling | self.participles | {words[0] for words in self.according}

    @cached_property
    def dotted(self) -> frozenset[str]:
        """Words behind which a full stop ends no phrase."""
        return self.title_ends | self.abbreviations

    @cached_property
    def before_nouns(self) -> frozenset[str]:
        """Determiners and prepositions."""
        return self.determiners | self.prepositions

    @cached_property
    def adjuncts(self) -> frozenset[str]:
        """Prepositions that cannot begin a clause."""
        return self.prepositions - self.conjunctions

    @cached_property
    def ending_heads(self) -> frozenset[str]:
        """Prepositions behind which the head of a phrase has ended."""
        return self.prepositions | self.of_words - {"and", "&"}

    @cached_property
    def people_words(self) -> frozenset[str]:
        """Words beside which a name is a person's."""
        return self.human | self.titles | self.title_ends

    @cached_property
    def no_names(self) -> frozenset[str]:
        """Words that are no first name."""
        return (
            self.before_nouns | self.bodies | self.titles | self.title_adjectives | self.title_ends | self.adverbs
            | self.conjunctions | self.time_words | self.never | self.auxiliaries
        )  # fmt: skip

    @cached_property
    def no_titled(self) -> frozenset[str]:
        """Words that go on with a name after a word that looks like a title: 'General Staff'."""
        return self.bodies | self.papers | self.titles


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = Speech(
    strong=_words(
        "say says said tell tells told claim claims claimed state states stated declare declares declared announce announces"
        " announced warn warns warned insist insists insisted argue argues argued explain explains explained write writes wrote"
        " written report reports reported confirm confirms confirmed deny denies denied admit admits admitted acknowledge"
        " acknowledges acknowledged concede concedes conceded suggest suggests suggested stress stresses stressed emphasise"
        " emphasised emphasises emphasize emphasized emphasizes underline underlines underlined reiterate reiterates reiterated"
        " predict predicts predicted pledge pledges pledged promise promises promised vow vows vowed swear swears swore sworn"
        " threaten threatens threatened urge urges urged demand demands demanded accuse accuses accused criticise criticises"
        " criticised criticize criticizes criticized condemn condemns condemned denounce denounces denounced complain complains"
        " complained lament laments lamented caution cautions cautioned contend contends contended allege alleges alleged assert"
        " asserts asserted maintain maintains maintained conclude concludes concluded testify testifies testified recall recalls"
        " recalled reveal reveals revealed boast boasts boasted apologise apologised apologize apologized recommend recommends"
        " recommended tweet tweets tweeted believe believes believed remark remarks remarked observe observes observed"
        " speculate speculates speculated advise advises advised quip quips quipped blast blasts blasted slam slams slammed"
        " praise praises praised propose proposes proposed express expresses expressed proclaim proclaims proclaimed"
        " object objects objected protest protests protested reassure reassures reassured hint hints hinted"
    ),
    weak=_words(
        "add adds added continue continues continued respond responds responded reply replies replied answer answers answered"
        " ask asks asked note notes noted comment comments commented joke jokes joked shout shouts shouted yell yelled scream"
        " screamed cry cried whisper whispered repeat repeats repeated recount recounts recounted point points pointed counter"
        " counters countered retort retorts retorted think thinks thought laugh laughed put puts began go goes went read reads"
        " post posts posted sum sums summed muse muses mused fume fumes fumed plead pleads pleaded beg begged agree agrees"
        " agreed exclaim exclaims exclaimed enthuse enthuses enthused interject interjected quote quotes quoted cite cites"
        " cited wonder wonders wondered elaborate elaborated chant chanted sing sang snap snapped ended opened welcome"
        " welcomed welcomes rule rules ruled find finds found feel feels felt hope hopes hoped fear fears feared indicate"
        " indicates indicated mock mocks mocked call called calls"
    ),
    calling=_words(
        "call calls called describe describes described label labels labelled labeled brand brands branded hail hails hailed"
        " dismiss dismisses dismissed characterise characterises characterised characterize characterizes characterized deem"
        " deems deemed denounce denounces denounced condemn condemns condemned criticise criticised criticize criticized slam"
        " dub dubs dubbed slams slammed refer refers referred praise praised praises portray portrays portrayed rate rated"
    ),
    replying=_words("responded replied answered responds replies"),
    noun_like=_words(
        "claims reports calls demands fears hopes rules points comments answers promises pledges notes posts objects protests"
        " states labels brands rates reads finds feels shouts whispers boasts swears blasts slams counters quotes wonders"
    ),
    asking=_words("asked pressed questioned quizzed challenged"),
    participles=_words(
        "saying telling claiming stating declaring announcing warning insisting arguing explaining writing adding continuing"
        " noting replying responding asking calling describing labelling labeling branding hailing dismissing stressing"
        " emphasising emphasizing underlining reiterating predicting pledging promising vowing threatening urging demanding"
        " accusing criticising criticizing condemning denouncing complaining lamenting cautioning alleging asserting concluding"
        " testifying recalling revealing boasting tweeting remarking observing joking quipping shouting yelling screaming"
        " admitting acknowledging conceding suggesting commenting confirming denying maintaining referring quoting citing"
        " characterizing characterising proclaiming"
    ),
    naming=_words(
        "headlined titled entitled named codenamed nicknamed code-named called known so-called word words phrase term"
        " slogan sign letters marked inscribed reading book film movie song album novel show series single programme program"
        " exercise operation project play track episode article paper study essay game"
    ),
    auxiliaries=_words(
        "has had have having is are was were been be being did does do will would can could may might must"
    ),
    being=_words("is are was were been be being gets got"),
    adverbs=_words(
        "also then later earlier previously once again still now already often always never even just only too soon further"
        " reportedly allegedly publicly privately recently repeatedly simply instead meanwhile however therefore though first"
        " last finally eventually immediately quickly today yesterday early late angrily bluntly famously reluctantly"
        " initially originally specifically categorically flatly cynically jokingly strongly clearly explicitly openly"
        " personally subsequently apparently sharply all both long nearby"
    ),
    determiners=_words(
        "the a an his her its their our my your this that these those one two three four five another some many several other"
        " both no every each any few most top senior local"
    ),
    of_words=_words("of for from with in at on to and & against"),
    prepositions=_words(
        "in on at by for from with to of about after before during since until under over into against between among through"
        " following despite near amid outside inside within without via per like than as around across ahead up out off"
    ),
    conjunctions=_words(
        "that but and or as while because when if so where although though whereas since than nor yet what how why after before until"
    ),
    relatives=_words("who which whose whom where"),
    agents=_words("by"),
    negations=_words("not never neither nor no nobody none nothing n't"),
    demonym_ends=("an", "ish", "ese", "ench", "utch", "eek", "iss", "eli", "aqi", "ani"),
    according=(("according", "to"), ("in", "the", "words", "of")),
    he=_words("he"),
    she=_words("she"),
    it=_words("it"),
    they=_words("they"),
    other_pronouns=_words(
        "i we you there who someone nobody everyone anyone everybody none others this these those one some"
    ),
    time_words=_words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
        " october november december today yesterday tonight week month year years weeks months days day morning afternoon"
        " evening night overnight last next earlier later ago"
    ),
    titles=_words(
        "mr mrs ms miss dr sir lord lady dame prof professor president minister premier chancellor secretary general governor"
        " gov senator sen representative rep congressman congresswoman mayor king queen prince princess pope cardinal archbishop"
        " bishop rev reverend father sister judge justice attorney major maj colonel col captain capt lieutenant lt sergeant sgt"
        " corporal admiral adm gen brigadier commander officer detective inspector constable superintendent sheriff ambassador"
        " envoy spokesman spokeswoman spokesperson director chairman chairwoman chair manager coach head leader boss speaker"
        " chief councillor commissioner analyst economist striker midfielder ex-president ceo coordinator adviser advisor agent"
        " star actor actress singer author director-general correspondent editor executive mp councilman councilwoman alderman advocate businessman businesswoman adjutant sec supt"
    ),
    title_adjectives=_words(
        "vice prime foreign defence defense interior finance home health deputy private former special first lead acting trade"
        " security national state press police fire city county district veteran education justice energy chief"
    ),
    title_ends=_words(
        "mr mrs ms dr gov gen sen rep lt col maj sgt capt prof rev st jr sr adm brig cpl supt insp hon pte messrs"
    ),
    particles=_words("van von der de la al bin el del di da ibn ben du le den ter mac st"),
    human=_words(
        "resident woman man girl boy mother father spokesman spokeswoman spokesperson official officer minister president"
        " governor mayor leader chief director chairman chairwoman executive secretary ambassador envoy commander fighter"
        " soldier general analyst economist expert professor teacher doctor lawyer attorney judge sheriff prosecutor witness"
        " victim survivor neighbour neighbor friend brother sister son daughter husband wife student worker driver farmer"
        " coach manager player striker midfielder captain actor actress singer author writer editor reporter journalist"
        " correspondent critic activist campaigner protester demonstrator representative adviser advisor aide head boss"
        " founder owner president premier chancellor pope king queen prince princess bishop priest imam rabbi scientist"
        " researcher engineer pilot source person user customer passenger tourist shopper shareholder investor trader broker"
        " strategist diplomat senator congressman congresswoman lawmaker mp councillor commissioner inspector detective"
        " superintendent constable fan client patient nurse coordinator organiser organizer volunteer veteran chair ceo"
        " detective spokesmen deputy star director-general historian tenant coroner counsel comedian dj artist designer councilman councilwoman alderman advocate businessman businesswoman blogger candidate defender goalkeeper winger forward batsman bowler lawmaker dealer climber trainer skipper biographer insider contractor negotiator consultant columnist photographer filmmaker composer producer"
    ),
    female=_words(
        "mrs ms miss lady dame queen princess woman girl mother wife daughter sister actress spokeswoman chairwoman"
        " congresswoman businesswoman policewoman female aunt grandmother waitress hostess heroine duchess ex-wife girlfriend"
    ),
    male=_words(
        "mr sir lord king prince man boy father husband son brother actor spokesman chairman congressman businessman policeman"
        " male uncle grandfather fireman pope bishop duke ex-husband boyfriend"
    ),
    bodies=_words(
        "corps house staff ministry department office agency police army force forces council committee commission court union"
        " association federation organisation organization company group firm bank university college institute institution"
        " party government administration parliament senate congress cabinet board bureau authority authorities service team"
        " club league legion battalion regiment brigade navy airline airlines inc corp ltd plc co limited llc gmbh ag trust"
        " fund foundation society network center centre school hospital church kremlin pentagon treasury exchange holdings"
        " industries systems technologies international embassy consulate command nations alliance coalition movement"
        " front militia kremlin washington opposition watchdog regulator retailer maker developer manufacturer carmaker"
        " military media outlet broadcaster newspaper magazine channel tv radio studio publisher website panel inquiry jury"
        " officials firms analysts critics experts residents witnesses rebels troops soldiers doctors lawyers prosecutors"
        " workers ministers leaders fans researchers scientists economists investigators campaigners supporters companies"
        " airways motors electric partners press associates group's sources reports unions banks detectives campaign"
    ),
    papers=_words(
        "times post journal news herald tribune telegraph guardian independent mail mirror sun express star gazette chronicle"
        " observer economist reuters ap afp tass bbc cnn nbc abc cbs fox rbc interfax bloomberg associated press agency"
        " newspaper magazine daily weekly today globe standard union-tribune record review"
    ),
    generic=_words(
        "group company firm ministry organisation organization agency body paper newspaper legion corps administration union"
        " bank club team party government department office council committee commission court police authorities authority"
        " regiment watchdog regulator retailer association institute foundation federation league airline broadcaster"
        " manufacturer carmaker maker embassy"
    ),
    never=_words(
        "statement statements video message attack attacks announcement decision move plan deal comments comment remarks"
        " news which that what there nothing something everything anything result results figures data survey poll question"
        " news conference interview war prices shares sales profit profits rumours rumors shelling way reason idea"
    ),
    abbreviations=_words(
        "mr mrs ms dr gov gen sen rep lt col maj sgt capt prof rev st jr sr adm brig inc corp ltd co no vs u.s u.k u.n d.c e.g i.e"
        " a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec supt insp hon messrs ft mt dept"
    ),
    feminine_names=_words(
        "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret sandra ashley kimberly"
        " emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela"
        " shirley anna ruth brenda pamela nicole katherine catherine christine samantha virginia rachel janet emma maria"
        " heather diane julie joyce victoria kelly christina joan evelyn lauren judith olivia martha cheryl megan andrea ann"
        " anne jane hannah jacqueline gloria teresa alice kate claire clare charlotte lucy sophie fiona zoe nicola gillian"
        " hillary condoleezza patricia tessa ursula angela annalena olga svetlana natalia tatiana irina elena oksana yulia"
        " hanna lindsay lindsey britney paris amber serena venus beyonce tina martina kelly gina diana betty theresa liz"
    ),
    masculine_names=_words(
        "james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark donald"
        " steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas"
        " eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis"
        " jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith christian roger"
        " noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel"
        " logan alan juan wayne roy ralph randy eugene vincent russell louis philip bobby johnny bradley tony gordon alistair"
        " ian graham simon neil nigel martin colin stuart clive derek barry jens emmanuel vladimir dmitry dmitri sergei"
        " serhiy vyacheslav volodymyr viktor vitali vitaly anatoly mikhail rafael sergey oleksii oleksiy kiril valery vasily"
        " igor ivan boris steve mike bill bob jim tom tim ben sam dan greg jeff matt nick chris alex andy dave rob ken"
        " jose arsene rafa alastair hans wolfgang olaf fritz jacques luis carlos marcus oliver harry"
    ),
)

GERMAN = Speech(
    strong=_words(
        "sagt sagte sagten erklärt erklärte erklärten betont betonte behauptet behauptete schreibt schrieb warnt warnte"
        " berichtet berichtete teilte meint meinte fordert forderte kritisiert kritisierte versichert versicherte räumte"
    ),
    weak=_words("fügte ergänzt ergänzte antwortet antwortete fragt fragte ruft rief"),
    adverbs=_words("auch dann später zuvor am noch bereits weiter"),
    determiners=_words("der die das ein eine einer des dem den seine ihre"),
    of_words=_words("der des von vom für aus"),
    prepositions=_words("in im am an auf bei mit nach vor zu zum zur über unter gegen seit"),
    conjunctions=_words("dass und aber oder weil wenn während als ob"),
    relatives=_words("der die das welcher"),
    he=_words("er"),
    she=_words("sie"),
    it=_words("es"),
    time_words=_words("montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern"),
    titles=_words(
        "präsident präsidentin kanzler kanzlerin minister ministerin sprecher sprecherin gouverneur herr frau bürgermeister"
        " bundeskanzler bundeskanzlerin bundespräsident außenministerin außenminister verteidigungsminister dr general"
    ),
    title_ends=_words("dr"),
    particles=_words("von van der de zu"),
    human=_words(
        "sprecher sprecherin präsident minister ministerin gouverneur bürgermeister zeuge bewohnerin bewohner"
    ),
    female=_words("frau sprecherin ministerin kanzlerin präsidentin bewohnerin"),
    male=_words("herr sprecher minister kanzler präsident bewohner"),
    bodies=_words("ministerium regierung polizei behörde behörden partei bundeswehr armee bank verband unternehmen"),
    abbreviations=_words("dr prof nr bzw ca u.a z.b d.h"),
    according=(("laut",),),
)

FRENCH = Speech(
    strong=_words(
        "dit déclaré déclare affirme affirmé assure assuré explique expliqué annonce annoncé souligne souligné écrit estime"
        " estimé prévient prévenu ajoute ajouté confie confié indique indiqué accuse accusé dénonce dénoncé répète promet promis"
    ),
    weak=_words(
        "poursuit poursuivi répond répondu demande demandé lance lancé conclut conclu raconte raconté résume note noté"
    ),
    auxiliaries=_words("a ont avait avaient est sont"),
    adverbs=_words("aussi ensuite également encore déjà"),
    determiners=_words("le la les un une des l' son sa ses leur cette ce"),
    of_words=_words("de du des d' à pour"),
    prepositions=_words("dans en sur à au aux avec par pour après avant devant lors depuis sous contre"),
    conjunctions=_words("que et mais ou car si quand alors comme"),
    relatives=_words("qui que dont"),
    according=(("selon",), ("d'après",)),
    he=_words("il"),
    she=_words("elle"),
    they=_words("ils elles"),
    other_pronouns=_words("on nous vous je ce cela"),
    time_words=_words("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui"),
    titles=_words(
        "président présidente ministre premier gouverneur maire général m mme porte-parole chancelier secrétaire"
    ),
    title_ends=_words("m mme dr"),
    particles=_words("de du la le van von der"),
    human=_words("président présidente ministre gouverneur maire porte-parole témoin habitante habitant responsable"),
    female=_words("mme présidente habitante elle"),
    male=_words("m président habitant"),
    bodies=_words("ministère gouvernement police armée mairie préfecture parti union agence banque parquet kremlin"),
    abbreviations=_words("m mme dr"),
)

SPANISH = Speech(
    strong=_words(
        "dijo dice declaró afirmó afirma aseguró asegura explicó explica anunció señaló señala escribió advirtió advierte"
        " sostuvo indicó denunció denuncia prometió acusó insistió subrayó manifestó"
    ),
    weak=_words("añadió agregó respondió preguntó continuó concluyó apuntó comentó contó"),
    auxiliaries=_words("ha han había"),
    adverbs=_words("también después luego además"),
    determiners=_words("el la los las un una su sus este esta"),
    of_words=_words("de del para"),
    prepositions=_words("en a al con por para tras ante durante desde sobre contra"),
    conjunctions=_words("que y pero o porque si cuando mientras como"),
    relatives=_words("que quien"),
    according=(("según",), ("de", "acuerdo", "con")),
    he=_words("él"),
    she=_words("ella"),
    they=_words("ellos ellas"),
    time_words=_words("lunes martes miércoles jueves viernes sábado domingo ayer hoy"),
    titles=_words(
        "presidente presidenta ministro ministra gobernador alcalde alcaldesa general portavoz señor señora sr sra primer"
    ),
    title_ends=_words("sr sra dr"),
    particles=_words("de la del los las y"),
    human=_words("presidente presidenta ministro ministra gobernador alcalde alcaldesa portavoz testigo vecina vecino"),
    female=_words("señora sra presidenta ministra alcaldesa vecina"),
    male=_words("señor sr presidente ministro alcalde vecino"),
    bodies=_words("ministerio gobierno policía ejército partido banco agencia fiscalía kremlin"),
    abbreviations=_words("sr sra dr"),
)

UKRAINIAN = Speech(
    strong=_words(
        "сказав сказала сказали заявив заявила заявили повідомив повідомила повідомили зазначив зазначила наголосив"
        " наголосила пояснив пояснила написав написала розповів розповіла каже стверджує підкреслив підкреслила"
        " попередив попередила"
    ),
    weak=_words("додав додала відповів відповіла запитав запитала"),
    adverbs=_words("також потім пізніше раніше"),
    prepositions=_words("в у на з із до від за під для про після"),
    conjunctions=_words("що і й та але або бо якщо коли"),
    relatives=_words("який яка яке які"),
    according=(("за", "словами"),),
    he=_words("він"),
    she=_words("вона"),
    it=_words("воно"),
    they=_words("вони"),
    titles=_words("президент міністр губернатор мер речник речниця генерал голова"),
    human=_words("президент міністр губернатор мер речник речниця генерал голова мешканка мешканець"),
    female=_words("речниця мешканка"),
    male=_words("речник мешканець"),
    bodies=_words("міністерство уряд поліція армія партія агентство рада"),
)

SPEECH = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "uk": UKRAINIAN}


def speech(language: str | None) -> Speech:
    """The table for a language code; English where there is none, because its quotation marks and names still hold."""
    return SPEECH.get(language or "en", ENGLISH)
