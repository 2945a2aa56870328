//! How long each stage of reading takes, natively: `cargo xtask bench native`.
//!
//! Takes `--list FILE` (a path of an HTML file a line), `--out FILE` (where the figures go as JSON) and `--rounds N`.
//! Every round runs every stage on every page. A figure is made from medians over the rounds, so that what else the
//! machine was doing for a moment does not count.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use plainleaf::page::Limits;
use plainleaf::{Context, Kinds, Marks, Metadata, Options, Page, article, clutter, marks, reading, render};
use serde_json::json;

/// What is timed, in the order in which a page goes through.
const STAGES: [&str; 9] =
    ["parse", "metadata", "clutter", "article text", "names", "quotes", "figures", "reading", "render html"];
/// A page from its bytes to its reading, as a caller has it.
const WHOLES: [(&str, Kinds); 2] = [("all, without marks", Kinds::NONE), ("all, with all marks", Kinds::ALL)];

const ROWS: usize = STAGES.len() + WHOLES.len();

/// Times every stage, as the command line asks.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    if !std::env::args().any(|argument| argument == "--bench") {
        // `cargo test --all-targets` starts benchmarks too, to see that they compile.
        return Ok(());
    }
    let asked = Asked::parse()?;
    let mut pages = Vec::new();
    let mut without = 0;
    for file in fs::read_to_string(&asked.list)?.lines() {
        let bytes = fs::read(file).map_err(|error| format!("cannot read {file}: {error}"))?;
        match words_of(&bytes) {
            Some(words) => pages.push(Case { bytes, words }),
            None => without += 1,
        }
    }
    if pages.is_empty() {
        return Err("none of the pages holds an article, so there is nothing to time".into());
    }

    let mut times = vec![vec![Vec::with_capacity(asked.rounds); pages.len()]; ROWS];
    for round in 0..=asked.rounds {
        for (at, page) in pages.iter().enumerate() {
            for (row, time) in once(&page.bytes)?.into_iter().enumerate() {
                // The first round finds cold caches, and is left out.
                if round > 0 {
                    times[row][at].push(time);
                }
            }
        }
    }

    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    let words: usize = pages.iter().map(|page| page.words).sum();
    let names = STAGES.into_iter().chain(WHOLES.map(|(name, _)| name));
    let rows: Vec<Row> = names.zip(times).map(|(name, pages)| Row::new(name, pages)).collect();
    println!(
        "{} pages, {:.1} KB of HTML and {:.0} words of article a page; medians of {} rounds; {without} pages without an \
         article left out\n",
        pages.len(),
        bytes as f64 / 1e3 / pages.len() as f64,
        words as f64 / pages.len() as f64,
        asked.rounds
    );
    println!("{:<20}{:>12}{:>12}{:>12}{:>16}", "", "µs a page", "p95 µs", "ns a byte", "words a second");
    for row in &rows {
        let seconds = row.total.as_secs_f64();
        println!(
            "{:<20}{:>12.1}{:>12.1}{:>12.2}{:>16.0}",
            row.name,
            seconds * 1e6 / pages.len() as f64,
            row.p95.as_secs_f64() * 1e6,
            seconds * 1e9 / bytes as f64,
            words as f64 / seconds
        );
    }

    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let speeds: Vec<_> = [(1, Kinds::NONE), (1, Kinds::ALL), (cores, Kinds::NONE), (cores, Kinds::ALL)]
        .map(|(threads, kinds)| (threads, kinds, pages_a_second(&pages, asked.rounds, threads, kinds)))
        .into();
    println!();
    for &(threads, kinds, speed) in &speeds {
        let marks = if kinds == Kinds::NONE { "without marks" } else { "with all marks" };
        println!("{speed:>8.0} pages a second on {threads} thread(s), {marks}");
    }
    let peak = peak_memory();
    if let Some(peak) = peak {
        println!("{:>8.1} MiB of memory at most, the files included", peak as f64 / 1048576.0);
    }

    let report = json!({
        "pages": pages.len(), "pages_without_article": without, "bytes": bytes, "words": words, "rounds": asked.rounds,
        "stages": rows.iter().map(|row| json!({
            "name": row.name,
            "total_us": row.total.as_secs_f64() * 1e6,
            "p95_us": row.p95.as_secs_f64() * 1e6,
            "ns_a_byte": row.total.as_secs_f64() * 1e9 / bytes as f64,
            "words_a_second": words as f64 / row.total.as_secs_f64(),
        })).collect::<Vec<_>>(),
        "throughput": speeds.iter().map(|&(threads, kinds, speed)| json!({
            "threads": threads, "marks": kinds != Kinds::NONE, "pages_a_second": speed,
        })).collect::<Vec<_>>(),
        "peak_memory_bytes": peak,
    });
    fs::write(&asked.out, format!("{report:#}\n"))?;
    Ok(())
}

/// What the arguments ask for.
struct Asked {
    list: String,
    out: String,
    rounds: usize,
}

impl Asked {
    fn parse() -> Result<Self, Box<dyn Error>> {
        let (mut list, mut out, mut rounds) = (None, None, 15);
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} wants a value"));
            match argument.as_str() {
                "--list" => list = Some(value()?),
                "--out" => out = Some(value()?),
                "--rounds" => rounds = value()?.parse()?,
                // Cargo says this to every benchmark.
                "--bench" => {}
                _ => return Err(format!("`{argument}` is unknown: run `cargo xtask bench native`").into()),
            }
        }
        let (Some(list), Some(out)) = (list, out) else {
            return Err("say --list and --out, or run `cargo xtask bench native`".into());
        };
        Ok(Self { list, out, rounds: rounds.max(1) })
    }
}

/// A page to time.
struct Case {
    bytes: Vec<u8>,
    /// In its article.
    words: usize,
}

fn words_of(bytes: &[u8]) -> Option<usize> {
    let page = Page::from_bytes(bytes, None, Limits::default()).ok()?;
    let options = Options { marks: Kinds::NONE, ..Options::default() };
    Some(plainleaf::read(&page, &options).ok()?.article.text.words())
}

/// Takes a page through every stage once, each with what the ones before it made, and then through the wholes.
fn once(bytes: &[u8]) -> Result<[Duration; ROWS], Box<dyn Error>> {
    let mut times = [Duration::ZERO; ROWS];
    let mut rows = times.iter_mut();
    let mut lap = |time: Duration| {
        if let Some(row) = rows.next() {
            *row = time;
        }
    };

    let (page, time) = timed(|| Page::from_bytes(bytes, None, Limits::default()));
    let page = page?;
    lap(time);
    let (metadata, time) = timed(|| Metadata::of(&page, None));
    lap(time);
    let (verdicts, time) = timed(|| clutter::judge(&page, &metadata));
    let verdicts = verdicts?;
    lap(time);
    let base = page.base_url(metadata.canonical.as_deref());
    let (article, time) = timed(|| article::build(&page, &verdicts, base.as_deref()));
    lap(time);

    let language = metadata.language.clone().unwrap_or_default();
    let published = metadata.published.clone();
    let context = Context { language: &language, published: published.as_deref(), url: None };
    let (names, time) = timed(|| marks::names::find(&article.text, &context));
    lap(time);
    let (quotes, time) = timed(|| marks::quotes::find(&article.text, &names, &context));
    lap(time);
    let (figures, time) = timed(|| marks::figures::find(&article.text, &context));
    lap(time);
    let marks = Marks { quotes, figures, names };
    let (reading, time) =
        timed(|| reading::Reading::new(metadata, &article, &marks, reading::removed(&page, &verdicts)));
    lap(time);
    let (html, time) = timed(|| render::html(&article, &marks));
    lap(time);
    drop((reading, html));

    for (_, kinds) in WHOLES {
        let (read, time) = timed(|| whole(bytes, kinds));
        drop(read?);
        lap(time);
    }
    Ok(times)
}

fn whole(bytes: &[u8], marks: Kinds) -> Result<plainleaf::Read, Box<dyn Error>> {
    let page = Page::from_bytes(bytes, None, Limits::default())?;
    Ok(plainleaf::read(&page, &Options { marks, ..Options::default() })?)
}

/// Runs something, and tells how long it took. What it made is thrown away outside the time.
fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = black_box(run());
    (made, start.elapsed())
}

/// Reads all pages again and again on some threads.
fn pages_a_second(pages: &[Case], rounds: usize, threads: usize, kinds: Kinds) -> f64 {
    let next = AtomicUsize::new(0);
    let work = || {
        while let at = next.fetch_add(1, Ordering::Relaxed)
            && at < pages.len() * rounds
        {
            // It was read before, when the pages were gathered.
            drop(black_box(whole(&pages[at % pages.len()].bytes, kinds)));
        }
    };
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    (pages.len() * rounds) as f64 / start.elapsed().as_secs_f64()
}

/// A line of the table.
struct Row {
    name: &'static str,
    /// Of the pages' medians.
    total: Duration,
    /// Nineteen pages of twenty take less.
    p95: Duration,
}

impl Row {
    fn new(name: &'static str, pages: Vec<Vec<Duration>>) -> Self {
        let mut medians: Vec<Duration> = pages.into_iter().map(median).collect();
        medians.sort_unstable();
        let p95 = medians.get((medians.len() * 95).div_ceil(100).saturating_sub(1)).copied();
        Self { name, total: medians.iter().sum(), p95: p95.unwrap_or_default() }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The most memory that this program has held, in bytes, where the system tells (Linux).
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes * 1024)
}
