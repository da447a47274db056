"""The 512 words that receipts are made of: Danish things that one can see, hear or taste.

No two differ by one letter only, also when æ, ø and å are written ae, oe and aa, so a slip
of the pen never makes another receipt. None of them is about illness, harm or treatment: a
receipt may lie on a kitchen table. Their order must not change: receipts depend on it.
"""

from __future__ import annotations

from typing import Final

_WRITTEN: Final = """
    aborre agern agurk ahorn altan ansjos appelsin avis badering bagage bager bakke balje
    balkon bambus banan banjo basun bekkasin bil billet birk bjerg blad blomme blomst blyant
    blåbær blåklokke boble bog bogfinke bold bolsje brev brille bro brombær brosten brød bugt
    bukser bunke busk butik bæk bælte bæver bøje bølge bønne børste bøtte bånd cirkel citron
    cykel cykelsti dadel dal danser delfin dessert diamant dragt dråbe dug dukke dyne dør
    edderfugl ekko elefant elg enebær engel fagot fakkel falk fane farve fasan fersken fest
    figen finger firkant fisk fiskenet fisker fjeder fjeld fjer fjord flag flamingo flaske
    flise flod flodkrebs fløde fløjl fløjte foto frakke fregat frimærke frost frugt frø fugl
    fyrskib fyrtårn fælg færge færgehavn føl får gade gaffel gardin gartner gedde gitar glas
    glimt glød granit granskov grill grotte grønkål guirlande guldsmed gulerod gynge gærdesmut
    gæst hagl halm hammer hare hav havkat havtaske havørn hegn hejre hindbær hjelm hjort hjul
    hjørne honning hotel humle hund hus hval hvede hyben hylde hymne hytte hytteost hængelås
    hætte høne håndtag ingefær isbjørn isfugl iskrystal istap jolle jordbær juli jungle kaffe
    kaffebar kage kajak kajakåre kaktus kalender kalkun kalv kam kamel kamin kanal kande kano
    kapers kaptajn karaffel karamel karrusel karry karse kasket kastanje kegle keramik kikkert
    kiks kilde kirsebær kiste kiwi kjole klaver klippe klods klokke klovn klæde kløver knap
    knaphul kobber kolibri komet kompas konkylie konvolut kop korn kost krabbe krans krikand
    kringle krokus krone krukke krus kurv kutter kvast kælk køkken lagen lagkage lakrids laks
    lampe landkort lanterne lavendel lejr lejrbål lind linse loft lommebog lomvie lotus lygte
    lyng lynlås lyre lysning lærke løg løve magnet majs makrel malt mandag mandarin mandel
    mandolin maraton marcipan marmor marsvin marts matros mejse melodi melon metro mirabel
    mole mos mosebund muld muldvarp mursten musling musvåge mynte mysli mønster mønt mørtel
    måge måtte nabo nordlys notesbog nougat november nød nøgle oktober oliven onsdag opal
    opera oregano orgel orkide otter ovn palet palme papaya papegøje paraply park peber
    pelikan pensel perle perlehøne perron persille piano pighvar pilgrim pingvin pizza planet
    plante plov plys polka popcorn porre port postbud postkort potte pram prisme pude pumpe
    pære pølse påfugl rabarber radio radise ramme raps ravn rede regnorm rejemad ribs ridetur
    ring rose rosin rosmarin rubin rugbrød rygsæk rytter ræv rødbede rødkælk rødspætte rørdrum
    safran saft salat salvie sandal sandart satellit sejl sejlbåd selleri sennep sild siv skak
    skarv ske skib skilt skorsten skov skovskade skrue skygge skål slot sløjfe smed smør
    snedrive snegl snorkel sofa sokke sol solbær solsikke solskin solsort sorbet sovepose
    spade spil spinat spiral spurv spænde spætte stald sten stige stillids stjerne stork
    strand strik støvle sukker suppe svale svamp svømmer syltetøj sytråd sæbe sæl søhest sølv
    søm søndag tag tagsten tango tapet tavle tekande telt tempel terning tiger timian tirsdag
    togbane tomat torsk traktor tranebær trappe triangel troldand tromle trompet træ trøje
    tråd tuba tukan tulipan tunnel tyttebær tæppe tøffel tømrer tønde tørklæde tårn tårnfalk
    ugle vagtel valmue valnød vandstær vanilje vante vase veranda vibe vifte vindue vingummi
    vinkel viol violin vogn voks vulkan xylofon ymer zebra zink æble æske ørn ørred østers
    åkande
    """

WORDS: Final = tuple(_WRITTEN.split())
