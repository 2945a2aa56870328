//! Words that say what kind of name stands beside them or ends with them. Lower case, without a final stop.
//!
//! English usage; the lists are our own, from what newspapers write.

use crate::hash;
use crate::map::Map;
use std::sync::OnceLock;

/// Stands before a person's name: "Mr Keller", "President Ruto".
pub(super) const TITLE: u32 = 1;
/// Ends an organisation's name: "Acme Corporation", "Ministry of Health".
pub(super) const ORGANISATION: u32 = 1 << 1;
/// Is part of a place's name: "Lake Turkana", "Ruiru District".
pub(super) const PLACE: u32 = 1 << 2;
/// A nationality or other word made from a place, which is not a name itself.
pub const DEMONYM: u32 = 1 << 3;
/// A month or day.
pub(super) const CALENDAR: u32 = 1 << 4;
/// Joins the parts of a name in lower case: "of", "and", "de".
pub(super) const JOINER: u32 = 1 << 5;
/// Stands inside a person's name in lower case: "van", "bin".
pub(super) const PARTICLE: u32 = 1 << 6;
/// Is written with a stop that ends no sentence.
pub(super) const ABBREVIATION: u32 = 1 << 7;
/// Follows a person's name: "Jr", "III".
pub(super) const SUFFIX: u32 = 1 << 8;
/// A trade or task that may stand before a name in lower case: "spokesman", "striker".
pub(super) const ROLE: u32 = 1 << 9;
/// A verb of saying.
pub(super) const SPEECH: u32 = 1 << 10;
/// Says where in a land: "northern", "upper".
pub(super) const DIRECTION: u32 = 1 << 11;
/// A word that begins sentences, never names.
pub(super) const FUNCTION: u32 = 1 << 12;
/// A title that a woman carries.
pub(super) const FEMALE: u32 = 1 << 13;
/// A title that a man carries.
pub(super) const MALE: u32 = 1 << 14;

/// A title that no one has for a first name.
pub(super) const RANK: u32 = 1 << 15;

/// People by what they belong to: no name of any of them.
pub(super) const MEMBERS: u32 = 1 << 16;

/// The cues of a word, by the hash of its lower-case form.
#[must_use]
pub fn of(lower: u64) -> u32 {
    static MAP: OnceLock<Map<u32>> = OnceLock::new();
    let map = MAP.get_or_init(|| {
        let mut map = Map::default();
        for &(flag, words) in LISTS {
            for word in words.split_ascii_whitespace() {
                *map.entry(hash::of_word(word), 0) |= flag;
            }
        }
        map
    });
    map.get(lower).copied().unwrap_or(0)
}

const LISTS: &[(u32, &str)] = &[
    (
        TITLE,
        "mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count countess duke duchess prince \
         princess king queen emperor empress pope cardinal archbishop bishop rabbi imam sheikh sheik ayatollah mullah \
         father sister brother rev reverend pastor monsignor president vice-president premier chancellor \
         minister secretary senator sen rep representative congressman congresswoman governor gov mayor ambassador \
         commissioner chairman chairwoman chairperson chief judge justice attorney sheriff general gen colonel col major \
         maj captain capt lieutenant lt sergeant sgt corporal cpl private admiral adm commander cmdr brigadier brig \
         inspector superintendent supt detective officer constable marshal dictator emir sultan khan shah maharaja chief \
         honourable hon honorable mp mps sheikha crown madam madame mme monsieur herr frau senor señor senora señora don \
         doña signor hajj alhaji engr barr barrister director coach manager captain midfielder striker pm amir sens reps govs profs messrs drs del councilman councilwoman councillor",
    ),
    (
        RANK,
        "king queen pope justice judge president pm minister councilman councillor senator governor cardinal archbishop \
         bishop chancellor ambassador general colonel major captain lieutenant sergeant inspector chief coach director amir \
         emir",
    ),
    (
        FEMALE,
        "mrs ms miss dame lady baroness countess duchess princess queen empress sister mother congresswoman chairwoman madam madame mme frau senora señora doña sheikha",
    ),
    (
        MALE,
        "mr sir lord baron count duke prince king emperor pope cardinal father brother congressman chairman monsieur herr senor señor don signor sultan sheikh",
    ),
    (
        ORGANISATION,
        "inc corp corporation co company companies ltd limited llc plc llp lp gmbh ag sa spa nv bv pty bhd sdn oy ab group \
         holdings holding partners associates industries enterprises international bank bancorp capital fund funds trust \
         insurance airlines airways air motors electronics technologies systems software networks telecom media \
         pictures records entertainment studios news times post herald tribune gazette journal press radio television tv \
         broadcasting university college school academy institute institution laboratory laboratories centre center \
         hospital clinic foundation society association federation union league council committee commission agency \
         authority bureau department dept ministry office board court tribunal parliament congress senate assembly \
         house cabinet government party movement front alliance coalition army navy force forces police guard brigade \
         corps regiment division battalion squadron command club fc afc united city athletic rovers wanderers team church \
         mosque diocese museum library orchestra choir band theatre theater opera ballet network organisation \
         organization initiative programme program project service services administration intelligence guards knights \
         conference confederation consortium cooperative chamber exchange stores store supermarkets hotels hotel resorts \
         restaurant pharmaceuticals pharma energy oil gas petroleum mining steel power electric water railways railway \
         rail shipping lines logistics bros brothers sons labs secretariat inspectorate directorate treasury",
    ),
    (
        PLACE,
        "river lake mount mountain mountains mt hill hills valley island islands isle isles peninsula cape bay gulf sea \
         ocean strait straits channel canal desert plain plateau coast beach falls creek springs forest park garden \
         gardens street st avenue ave road rd boulevard blvd lane drive square plaza highway bridge airport port harbour \
         harbor station stadium city town village district county province state region territory municipality \
         prefecture governorate republic kingdom empire land camp prison jail dam tower palace castle fort temple \
         cathedral cemetery tunnel border zone reef glacier basin delta oasis neighbourhood neighborhood township suburb \
         estate farm ranch reserve sanctuary tehsil oblast canton wilaya",
    ),
    (DEMONYM, DEMONYMS),
    (
        CALENDAR,
        "january february march april may june july august september october november december jan feb mar apr jun jul aug \
         sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun \
         christmas easter ramadan",
    ),
    (JOINER, "of and for the & de du des la le les del della di da do dos das van von der den y e et und in on"),
    (
        PARTICLE,
        "de du da do dos das di del della la le van von der den ten ter bin bint ibn al el abu ould ben zu st y e",
    ),
    (
        ABBREVIATION,
        "mr mrs ms dr prof rev gen col maj capt lt sgt cpl sen rep reps gov hon st mt ft jr sr inc corp co ltd bros no vs \
         adm cmdr brig supt engr messrs mme pres sens del",
    ),
    (SUFFIX, "jr sr ii iii iv phd md esq obe mbe cbe qc kc mp"),
    (
        ROLE,
        "spokesman spokeswoman spokesperson striker midfielder defender goalkeeper forward coach captain manager director \
         actor actress singer author writer poet novelist journalist reporter editor analyst economist lawyer attorney \
         activist founder co-founder ceo chief executive chairman chairwoman head leader minister president secretary \
         professor researcher scientist doctor physician surgeon teacher student farmer artist painter musician composer \
         historian philosopher politician candidate lawmaker legislator senator deputy councillor councilor governor mayor \
         ambassador envoy diplomat general commander officer prosecutor judge detective suspect victim wife husband son \
         daughter brother sister father mother uncle aunt cousin friend colleague partner",
    ),
    (
        SPEECH,
        "said says say told tells added adds explained warned argued claimed insisted noted stated announced asked replied \
         recalled believes believed thinks thought wrote writes tweeted confirmed admitted denied urged stressed",
    ),
    (
        DIRECTION,
        "north south east west northern southern eastern western central upper lower northeast northwest southeast southwest northeastern northwestern southeastern southwestern greater mid",
    ),
    (
        FUNCTION,
        "the a an and but or if in on at by for from to with without within of as it its he she they we you i his her their \
         our your my this that these those there here what when where who whom which why how not no yes so because while \
         although though since after before during until between among against about over under after also then than such \
         some many most more much few all both each every any other another one two three is are was were be been being has \
         have had do does did will would can could should may might must now today yesterday tomorrow however meanwhile \
         according despite like just only even still yet once again",
    ),
];

/// Adjectives and inhabitants' names: they say where someone is from, and are no place. The training tool drops lone
/// ones from places; the tagger drops them again.
const DEMONYMS: &str = "afghan afghans african africans african-american albanian albanians algerian algerians american \
    americans angolan angolans arab arabs arabic arabian argentine argentinian argentinians armenian armenians asian \
    asians australian australians austrian austrians azerbaijani azeri bahamian bahraini bangladeshi bangladeshis \
    barbadian basque bavarian belarusian belgian belgians beninese bengali bermudian bhutanese bolivian bolivians bosnian \
    bosnians botswanan brazilian brazilians breton british briton britons bruneian bulgarian bulgarians burkinabe burmese \
    burundian californian cambodian cambodians cameroonian cameroonians canadian canadians caribbean catalan catalans \
    caucasian chadian chechen chechens chilean chileans chinese colombian colombians comorian congolese cornish corsican \
    croatian croatians croat croats cuban cubans cypriot cypriots czech czechs czechoslovak danish dane danes dominican \
    dutch dutchman ecuadorian ecuadorean egyptian egyptians emirati emiratis english englishman eritrean eritreans estonian \
    estonians ethiopian ethiopians european europeans fijian filipino filipinos finnish finn finns flemish french \
    frenchman gabonese gambian gambians gazan gazans georgian georgians german germans germanic ghanaian ghanaians greek \
    greeks grenadian guatemalan guatemalans guinean guyanese haitian haitians hawaiian hellenic hindi honduran hondurans \
    hungarian hungarians icelandic icelander indian indians indonesian indonesians iranian iranians iraqi iraqis irish \
    irishman israeli israelis italian italians ivorian ivorians jamaican jamaicans japanese jewish jordanian jordanians \
    kashmiri kashmiris kazakh kazakhs kazakhstani kenyan kenyans korean koreans kosovar kosovan kurdish kurd kurds kuwaiti \
    kuwaitis kyrgyz lao laotian latin latvian latvians lebanese lesotho liberian liberians libyan libyans lithuanian \
    lithuanians londoner londoners luxembourgish macedonian macedonians malagasy malawian malawians malay malays malaysian \
    malaysians maldivian malian malians maltese maori mauritanian mauritian mauritians mexican mexicans moldovan moldovans \
    mongolian mongolians mongol mongols montenegrin moroccan moroccans mozambican namibian namibians nepalese nepali \
    nicaraguan nicaraguans nigerian nigerians nigerien nordic norman norwegian norwegians omani omanis pakistani \
    pakistanis palestinian palestinians panamanian paraguayan parisian persian peruvian peruvians polish pole poles \
    portuguese prussian punjabi qatari qataris quebecois romanian romanians russian russians rwandan rwandans salvadoran \
    samoan saudi saudis saxon scandinavian scot scots scottish scotsman senegalese serb serbs serbian serbians seychellois \
    siberian sicilian sikh sikhs singaporean singaporeans sinhalese slavic slovak slovaks slovakian slovene slovenes \
    slovenian somali somalis somalian soviet soviets spanish spaniard spaniards sudanese surinamese swazi swede swedes \
    swedish swiss syrian syrians tahitian taiwanese tajik tamil tamils tanzanian tanzanians texan texans thai thais tibetan \
    tibetans togolese tongan trinidadian tunisian tunisians turk turks turkish turkmen tuvaluan ugandan ugandans ukrainian \
    ukrainians uruguayan uruguayans uyghur uyghurs uighur uzbek uzbeks venezuelan venezuelans vietnamese welsh welshman \
    western westerner westerners yemeni yemenis yoruba yugoslav yugoslavian zairean zambian zambians zimbabwean \
    zimbabweans zulu virginian virginians ohioan ohioans floridian floridians iowan iowans michigander \
    minnesotan minnesotans oregonian oregonians pennsylvanian pennsylvanians arizonan arizonans coloradan alaskan \
    alaskans georgian carolinian kansan nebraskan oklahoman tennessean washingtonian wisconsinite utahn new-yorker \
    afghani balinese berliner celtic cherokee creole east-german hispanic hispanics hutu iberian latino \
    latinos muslim muslims christian christians catholic catholics buddhist buddhists hindu hindus sunni shia shiite \
    shiites islamic islamist roman romans sardinian tuscan venetian tutsi west-german";
