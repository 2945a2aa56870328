//! How long each stage of reading takes, natively: `cargo xtask bench native`.
//!
//! Criterion warms up, takes the samples, tells how sure they are, and compares them with the last run on the same pages;
//! its arguments work here too, such as a word to filter by. A sample is a stage over all pages. What it cannot know, this
//! adds: how long the slower pages take, and what all of it needs in memory.
//!
//! `PLAINLEAF_PAGES` names a file with a path of an HTML file a line, `PLAINLEAF_ROUNDS` how many samples to take, and
//! `PLAINLEAF_FIGURES` the file that the figures go to as JSON; Criterion's own stand in a folder beside it.

use std::cell::RefCell;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode, Throughput};
use plainleaf::Kinds;
use serde_json::{Value, json};

use super::walk::{PARTS_OF_CLUTTER, STAGES, WHOLES, time_of_part, time_of_stage, time_of_whole, whole};

/// How many samples are taken, where nobody says.
const ROUNDS: u32 = 15;
/// How long a stage runs before it is measured, and how long all its samples take at least.
const WARM_UP: Duration = Duration::from_secs(1);
const AT_LEAST: Duration = Duration::from_secs(2);

/// A page to time.
struct Case {
    bytes: Vec<u8>,
    /// In its article.
    words: usize,
}

/// Times every stage, as the environment and the command line ask.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    if !std::env::args().any(|argument| argument == "--bench") {
        // `cargo test --all-targets` starts benchmarks too, to see that they compile.
        return Ok(());
    }
    let (Some(list), Some(out)) = (std::env::var_os("PLAINLEAF_PAGES"), std::env::var_os("PLAINLEAF_FIGURES")) else {
        return Err("say PLAINLEAF_PAGES and PLAINLEAF_FIGURES, or run `cargo xtask bench native`".into());
    };
    let out = PathBuf::from(out);
    let rounds = std::env::var("PLAINLEAF_ROUNDS").map_or(Ok(ROUNDS), |rounds| rounds.parse())?;
    let (pages, without) = cases(&fs::read_to_string(list)?)?;
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    let words: usize = pages.iter().map(|page| page.words).sum();
    println!(
        "{} pages, {:.1} KB of HTML and {:.0} words of article a page; {without} pages without an article left out",
        pages.len(),
        bytes as f64 / 1e3 / pages.len() as f64,
        words as f64 / pages.len() as f64,
    );

    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    // Before any figure is kept, since figures take memory as well.
    over_all(&pages, 1, cores, Kinds::ALL);
    let peak = peak_memory();

    let figures = out.with_file_name("criterion");
    let mut criterion = Criterion::default().sample_size(rounds as usize).warm_up_time(WARM_UP);
    criterion = criterion.output_directory(&figures).without_plots().configure_from_args();
    // Runs are compared where their pages are the same.
    let name = format!("{} pages, {bytes} bytes", pages.len());
    let rows = measure(&mut criterion, &name, &pages, rounds, cores);
    let rows: Vec<Row> = rows.into_iter().map(|row| Row::read(row, &figures.join(&name))).collect::<Result<_, _>>()?;

    print(&rows, &pages, bytes, words);
    if let Some(peak) = peak {
        println!("\n{:.1} MiB of memory at most on {cores} thread(s), the files included", peak as f64 / 1048576.0);
    }
    let report = json!({
        "pages": pages.len(), "pages_without_article": without, "bytes": bytes, "words": words, "threads": cores,
        "rows": rows.iter().map(|row| row.json(pages.len(), bytes, words)).collect::<Vec<_>>(),
        "peak_memory_bytes": peak,
    });
    fs::write(&out, format!("{report:#}\n"))?;
    Ok(())
}

/// The pages of a list that hold an article, and how many hold none.
fn cases(list: &str) -> Result<(Vec<Case>, usize), Box<dyn Error>> {
    let mut pages = Vec::new();
    let mut without = 0;
    for file in list.lines() {
        let bytes = fs::read(file).map_err(|error| format!("cannot read {file}: {error}"))?;
        match whole(&bytes, Kinds::NONE).map(|read| read.article.text.words()) {
            Some(words) => pages.push(Case { bytes, words }),
            None => without += 1,
        }
    }
    if pages.is_empty() {
        return Err("none of the pages holds an article, so there is nothing to time".into());
    }
    Ok((pages, without))
}

/// What was timed.
struct Timed {
    name: String,
    /// Nineteen pages of twenty take less; unknown where pages are read side by side.
    slow: Option<Duration>,
}

/// Times everything that the arguments do not filter out.
fn measure(criterion: &mut Criterion, name: &str, pages: &[Case], rounds: u32, cores: usize) -> Vec<Timed> {
    let mut group = criterion.benchmark_group(name);
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Bytes(pages.iter().map(|page| page.bytes.len() as u64).sum()));
    let mut rows = Vec::new();

    let mut alone = |name: String, time: &dyn Fn(&[u8]) -> Duration| {
        // A sample is the stage on all pages once or more: so much time is asked for that once always fits.
        let start = Instant::now();
        for page in pages {
            black_box(time(&page.bytes));
        }
        group.measurement_time(AT_LEAST.max(start.elapsed() * (rounds + rounds / 2)));
        let times = RefCell::new(vec![Vec::new(); pages.len()]);
        group.bench_function(&name, |bencher| {
            bencher.iter_custom(|times_over| {
                let mut times = times.borrow_mut();
                let mut all = Duration::ZERO;
                for _ in 0..times_over {
                    for (page, times) in pages.iter().zip(times.iter_mut()) {
                        let took = time(&page.bytes);
                        times.push(took);
                        all += took;
                    }
                }
                all
            });
        });
        let times = times.into_inner();
        if times.iter().any(|times| !times.is_empty()) {
            rows.push(Timed { name, slow: Some(slow_page(times)) });
        }
    };
    for (at, stage) in STAGES.into_iter().enumerate() {
        alone(stage.to_owned(), &|bytes| time_of_stage(at, bytes));
        if stage == "clutter" {
            for (at, part) in PARTS_OF_CLUTTER.into_iter().enumerate() {
                alone(format!("{stage}, {part}"), &|bytes| time_of_part(at, bytes));
            }
        }
    }
    for (whole, kinds) in WHOLES {
        alone(whole.to_owned(), &|bytes| time_of_whole(bytes, kinds));
    }
    for (whole, kinds) in WHOLES {
        let name = format!("{whole}, {cores} threads");
        let mut ran = false;
        group.bench_function(&name, |bencher| {
            ran = true;
            bencher.iter_custom(|times_over| over_all(pages, times_over as usize, cores, kinds));
        });
        if ran {
            rows.push(Timed { name, slow: None });
        }
    }
    group.finish();
    rows
}

/// Reads all pages so many times over on some threads.
fn over_all(pages: &[Case], times_over: usize, threads: usize, kinds: Kinds) -> Duration {
    let next = AtomicUsize::new(0);
    let work = || {
        while let at = next.fetch_add(1, Ordering::Relaxed)
            && at < pages.len() * times_over
        {
            drop(black_box(whole(&pages[at % pages.len()].bytes, kinds)));
        }
    };
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    start.elapsed()
}

/// What nineteen pages of twenty stay below, from all times that each page took.
fn slow_page(times: Vec<Vec<Duration>>) -> Duration {
    let mut medians: Vec<Duration> = times.into_iter().filter_map(median).collect();
    medians.sort_unstable();
    medians.get((medians.len() * 95).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default()
}

fn median(mut times: Vec<Duration>) -> Option<Duration> {
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}

/// A line of the table: what Criterion made of the samples, in nanoseconds for all pages.
struct Row {
    timed: Timed,
    median: f64,
    /// The median is between them with a confidence of 95 in 100.
    low: f64,
    high: f64,
    /// By what share it changed since the last run, where there was one and the change is no chance.
    change: Option<f64>,
}

impl Row {
    fn read(timed: Timed, folder: &Path) -> Result<Self, Box<dyn Error>> {
        let folder = folder.join(&timed.name);
        let median = &estimates(&folder.join("new"))?["median"];
        let number = |of: &Value| of.as_f64().ok_or("Criterion's figures are in a form that is not known here");
        let bounds = |of: &Value| -> Result<(f64, f64), Box<dyn Error>> {
            let interval = &of["confidence_interval"];
            Ok((number(&interval["lower_bound"])?, number(&interval["upper_bound"])?))
        };
        let (low, high) = bounds(median)?;
        let mut change = None;
        if let Ok(changes) = estimates(&folder.join("change")) {
            let (low, high) = bounds(&changes["median"])?;
            change = Some(number(&changes["median"]["point_estimate"])?).filter(|_| low > 0.0 || high < 0.0);
        }
        Ok(Self { median: number(&median["point_estimate"])?, low, high, change, timed })
    }

    fn json(&self, pages: usize, bytes: usize, words: usize) -> Value {
        json!({
            "name": self.timed.name,
            "total_us": self.median / 1e3,
            "total_us_95_percent_sure": [self.low / 1e3, self.high / 1e3],
            "p95_us": self.timed.slow.map(|slow| slow.as_secs_f64() * 1e6),
            "ns_a_byte": self.median / bytes as f64,
            "words_a_second": words as f64 / self.median * 1e9,
            "pages_a_second": pages as f64 / self.median * 1e9,
            "change": self.change,
        })
    }
}

/// Figures that Criterion left in a folder.
fn estimates(folder: &Path) -> Result<Value, Box<dyn Error>> {
    let file = folder.join("estimates.json");
    let text = fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}

fn print(rows: &[Row], pages: &[Case], bytes: usize, words: usize) {
    println!(
        "\n{:<32}{:>11}{:>8}{:>11}{:>11}{:>16}{:>16}{:>9}",
        "medians", "µs a page", "±", "p95 µs", "ns a byte", "words a second", "pages a second", "change"
    );
    for row in rows {
        let count = pages.len() as f64;
        let sure = (row.high - row.low) / 2.0 / row.median * 100.0;
        let slow = row.timed.slow.map_or(String::new(), |slow| format!("{:.1}", slow.as_secs_f64() * 1e6));
        let change = row.change.map_or(String::new(), |change| format!("{:+.1} %", change * 100.0));
        let line = format!(
            "{:<32}{:>11.1}{:>6.1} %{:>11}{:>11.2}{:>16.0}{:>16.0}{:>9}",
            row.timed.name,
            row.median / 1e3 / count,
            sure,
            slow,
            row.median / bytes as f64,
            words as f64 / row.median * 1e9,
            count / row.median * 1e9,
            change
        );
        println!("{}", line.trim_end());
    }
}

/// The most memory that this program has held, in bytes, where the system tells (Linux).
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes * 1024)
}
