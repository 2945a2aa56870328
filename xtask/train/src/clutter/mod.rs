//! Trains the clutter scorer.

mod align;
mod boost;
mod card;
mod cases;

use crate::USAGE;
use boost::Example;
use cases::Lesson;
use plainleaf::article;
use plainleaf::clutter::training::{MAGIC, Model, ODDS_STEPS, OF_PAGE, Token, VERSION, WIDTH, checksum};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;

/// Into how many parts the hosts are cut to see how well pages of others are judged.
const FOLDS: usize = 5;

/// A token must be seen on so many hosts.
const LEAST_HOSTS: u32 = 5;
/// So many pages of the usual share are added to what is counted of a token.
const SMOOTH: f32 = 3.0;

/// What the command line says.
pub(crate) struct Settings {
    data: PathBuf,
    out: PathBuf,
    /// How many tokens are kept.
    pub(crate) tokens: usize,
    /// How the trees that judge runs grow.
    pub(crate) boost: boost::Settings,
    /// How those grow that judge what kind of page it is.
    pub(crate) kinds: boost::Settings,
}

impl Settings {
    pub(crate) fn parse(arguments: &[String]) -> Result<Self, String> {
        let boost = boost::Settings {
            trees: 100,
            leaves: 24,
            rate: 0.12,
            calm: 2.0,
            least: 0.5,
            pages: 0.6,
            numbers: 0.4,
            seed: 3,
        };
        let mut settings = Self {
            data: PathBuf::new(),
            out: "src/clutter/learned/clutter.model".into(),
            tokens: 500,
            boost,
            kinds: boost::Settings { trees: 60, leaves: 6, rate: 0.1, ..boost },
        };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { return Err(USAGE.to_owned()) };
            let number = || value.parse::<f32>().map_err(|_| format!("{name}: {value:?} is no number"));
            match name.as_str() {
                "--data" => settings.data = value.into(),
                "--out" => settings.out = value.into(),
                "--tokens" => settings.tokens = number()? as usize,
                "--trees" => settings.boost.trees = number()? as usize,
                "--leaves" => settings.boost.leaves = number()? as usize,
                "--seed" => {
                    let seed = value.parse().map_err(|_| format!("{name}: {value:?} is no number"))?;
                    (settings.boost.seed, settings.kinds.seed) = (seed, seed);
                }
                "--rate" => settings.boost.rate = number()?,
                _ => return Err(USAGE.to_owned()),
            }
        }
        if settings.data.as_os_str().is_empty() {
            return Err(USAGE.to_owned());
        }
        Ok(settings)
    }
}

/// How well pages of one kind are read: by the rules alone, by the scorer, and as well as choosing runs can.
#[derive(Default)]
pub(crate) struct Scores {
    pub(crate) pages: usize,
    sums: [f64; 3],
}

impl Scores {
    fn add(&mut self, scores: [f64; 3]) {
        self.pages += 1;
        for (sum, score) in self.sums.iter_mut().zip(scores) {
            *sum += score;
        }
    }

    /// The means.
    pub(crate) fn means(&self) -> [f64; 3] {
        self.sums.map(|sum| sum / self.pages.max(1) as f64)
    }
}

/// What is measured over all kinds.
pub(crate) const ALL: &str = "all";

/// Measures the scorer on hosts that it has not seen, trains it on all, and writes it with its card.
pub(crate) fn train(settings: &Settings) -> Result<(), String> {
    let clock = std::time::Instant::now();
    let say = |what: &str| eprintln!("{:>6.1} s  {what}", clock.elapsed().as_secs_f32());
    let (lessons, without) = cases::read(&settings.data.join("articles/wcxb"))?;
    say(&format!("{} pages, and {} with nothing to score", lessons.len(), without.len()));

    let mut kinds: BTreeMap<&str, Scores> = BTreeMap::new();
    let mut count = |kind, scores| {
        kinds.entry(ALL).or_default().add(scores);
        kinds.entry(kind).or_default().add(scores);
    };
    for fold in 0..FOLDS {
        let (model, ..) = learn(settings, &lessons, |lesson| fold_of(lesson) != fold)?;
        let mut here = Scores::default();
        for lesson in lessons.iter().filter(|lesson| fold_of(lesson) == fold) {
            let best = lesson.labels.iter().map(|&label| label >= 0.5).collect();
            let case = &lesson.case;
            let scores = [case.ruled(), case.judge(&model), Ok(case.verdicts(best))].map(|verdicts| {
                let article = verdicts.map(|verdicts| article::build(&case.page, &verdicts, None));
                cases::f1(&lesson.wanted, article.as_ref().map_or("", |article| article.text.as_str()))
            });
            here.add(scores);
            count(&lesson.kind, scores);
        }
        say(&format!("fold {}: {:.4}", fold + 1, here.means()[1]));
    }
    for page in &without {
        count(&page.kind, [f64::from(u8::from(page.is_empty)); 3]);
    }
    for (kind, scores) in &kinds {
        let [rules, scorer, best] = scores.means();
        println!("{kind:<16}{:>5} pages   rules {rules:.4}   scorer {scorer:.4}   best {best:.4}", scores.pages);
    }

    let (_, bytes, shape) = learn(settings, &lessons, |_| true)?;
    say(&format!("{} bytes", bytes.len()));
    fs::write(&settings.out, &bytes).map_err(|error| format!("{}: {error}", settings.out.display()))?;
    let card = card::write(settings, &kinds, &shape, bytes.len());
    let path = settings.out.with_file_name("MODEL.md");
    fs::write(&path, card).map_err(|error| format!("{}: {error}", path.display()))
}

/// The fold of a page, by its host.
fn fold_of(lesson: &Lesson) -> usize {
    (lesson.host as u32).wrapping_mul(0x9e37_79b1) as usize % FOLDS
}

/// How often a token is on pages, and how often what is below it belongs.
#[derive(Clone, Copy, Default)]
struct Rate {
    pages: f32,
    belong: f32,
    hosts: u32,
}

/// What a model was made of.
pub(crate) struct Shape {
    pub(crate) pages: usize,
    pub(crate) runs: usize,
    pub(crate) hosts: usize,
    pub(crate) tokens: usize,
}

/// Trains on the pages of some folds: the model, its file, and what it was made of.
fn learn(
    settings: &Settings,
    lessons: &[Lesson],
    of_fold: impl Fn(&Lesson) -> bool,
) -> Result<(Model, Vec<u8>, Shape), String> {
    let lessons: Vec<&Lesson> = lessons.iter().filter(|lesson| of_fold(lesson) && !lesson.wanted.is_empty()).collect();
    let mut by_host: BTreeMap<usize, HashMap<Token, Rate>> = BTreeMap::new();
    let mut all: HashMap<Token, Rate> = HashMap::new();
    let (mut words, mut right) = (0.0, 0.0);
    for lesson in &lessons {
        let rates = by_host.entry(lesson.host).or_default();
        for (&token, &(words, right)) in &lesson.tokens {
            let rate = rates.entry(token).or_default();
            rate.pages += 1.0;
            rate.belong += right / words;
        }
        for (label, weight) in lesson.labels.iter().zip(&lesson.weights) {
            words += weight;
            right += weight * label;
        }
    }
    let prior: f32 = right / words;
    for rates in by_host.values() {
        for (&token, rate) in rates {
            let sum = all.entry(token).or_default();
            sum.pages += rate.pages;
            sum.belong += rate.belong;
            sum.hosts += 1;
        }
    }
    let mut known: Vec<(Token, Rate, f32)> = all
        .into_iter()
        .filter(|(_, rate)| rate.hosts >= LEAST_HOSTS)
        .map(|(token, rate)| (token, rate, log_odds(rate, prior).abs() * rate.pages.sqrt()))
        .collect();
    known.sort_by(|one, other| other.2.total_cmp(&one.2).then(one.0.cmp(&other.0)));
    known.truncate(settings.tokens);
    known.sort_by_key(|known| known.0);

    let mut examples = Vec::new();
    for (number, lesson) in lessons.iter().enumerate() {
        let own = &by_host[&lesson.host];
        let rows = lesson.case.rows(&|token| {
            let at = known.binary_search_by_key(&token, |known| known.0).ok()?;
            let mut rate = known[at].1;
            if let Some(own) = own.get(&token) {
                rate.pages -= own.pages;
                rate.belong -= own.belong;
            }
            Some(f32::from(steps(log_odds(rate, prior))) / ODDS_STEPS)
        });
        for ((row, &label), &weight) in rows.into_iter().zip(&lesson.labels).zip(&lesson.weights) {
            examples.push(Example { row, label, weight, page: number as u32 });
        }
    }
    let forest = boost::train(&examples, 0..WIDTH, &settings.boost);
    // A page's own numbers are the same in each of its rows.
    let pages: Vec<Example> = examples
        .chunk_by(|one, other| one.page == other.page)
        .map(|rows| {
            let label = f32::from(u8::from(lessons[rows[0].page as usize].kind == "article"));
            Example { label, weight: 1.0, ..rows[0] }
        })
        .collect();
    let kinds = boost::train(&pages, OF_PAGE, &settings.kinds);
    let mut body = Vec::new();
    body.extend((known.len() as u16).to_le_bytes());
    known.iter().for_each(|known| body.extend(&known.0.to_le_bytes()[1..]));
    known.iter().for_each(|known| body.push(steps(log_odds(known.1, prior)) as u8));
    forest.write(&mut body);
    kinds.write(&mut body);
    let mut bytes = MAGIC.to_vec();
    bytes.push(VERSION);
    bytes.extend(checksum(&body).to_le_bytes());
    bytes.extend(body);
    let model = Model::read(&bytes).ok_or("the model that was made cannot be read")?;
    let shape = Shape { pages: lessons.len(), runs: examples.len(), hosts: by_host.len(), tokens: known.len() };
    Ok((model, bytes, shape))
}

/// The odds of what is below a token, beside those of any word.
fn log_odds(rate: Rate, prior: f32) -> f32 {
    let belong = rate.belong + SMOOTH * prior;
    let other = rate.pages - rate.belong + SMOOTH * (1.0 - prior);
    (belong.max(0.01) / other.max(0.01)).ln() - (prior / (1.0 - prior)).ln()
}

fn steps(odds: f32) -> i8 {
    (odds * ODDS_STEPS).round().clamp(-127.0, 127.0) as i8
}
