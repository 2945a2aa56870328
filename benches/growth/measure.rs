//! Reads every input at growing sizes and prints how time and memory grew.

use super::inputs::{KINDS, Kind};
use peak_alloc::PeakAlloc;
use plainleaf::page::Limits;
use plainleaf::{Options, Page};
use serde_json::json;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

/// Counts what is held; a vector that grows counts as two while it moves.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The sizes, as multiples of the smallest.
const SIZES: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];
/// Time may grow with the size to this power.
const EXPONENT: f64 = 1.1;
/// Memory may be so many times the input and so much besides.
const TIMES: f64 = 12.0;
const BESIDES: usize = 32 << 20;
/// An input is read so often that it takes this long in nanoseconds, which is well above how finely systems count, and
/// that in rounds of which the median counts.
const LONG_ENOUGH: f64 = 4e7;
const ROUNDS: usize = 3;
/// One that takes longer than this is not read at a larger size.
const TOO_LONG: f64 = 6e10;

/// What was measured of one input at one size.
struct Measured {
    bytes: usize,
    nanoseconds: f64,
    /// The most memory held while it was read, and while it was written out besides.
    peak: usize,
    peak_written: usize,
}

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    if !std::env::args().any(|argument| argument == "--bench") {
        // `cargo test --all-targets` starts benchmarks too, to see that they compile.
        return Ok(());
    }
    let (mut only, mut out) = (String::new(), None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} wants a value"));
        match argument.as_str() {
            "--only" => only = value()?,
            "--out" => out = Some(value()?),
            // Cargo says this to every benchmark.
            "--bench" => {}
            _ => return Err(format!("`{argument}` is unknown: run `cargo xtask bench growth`").into()),
        }
    }
    // The models are unpacked at first use.
    let first = "“Rain fell,” said Ada Moss on 4 May. ".repeat(20);
    read(&first, true)?;

    println!(
        "{:<44}{:>9}{:>10}{:>10}{:>10}{:>12}{:>12}",
        "at 64 times", "MB", "ms", "ns a byte", "exponent", "MiB to read", "and write"
    );
    let (mut rows, mut failures) = (Vec::new(), Vec::new());
    for kind in KINDS.iter().filter(|kind| kind.name.contains(&only)) {
        let mut sizes: Vec<Measured> = Vec::new();
        for times in SIZES {
            sizes.push(measure(kind, times)?);
            if sizes.last().is_some_and(|last| last.nanoseconds > TOO_LONG) {
                break;
            }
        }
        let Some(last) = sizes.last() else { continue };
        let exponent = slope(&sizes);
        let most = |peak: fn(&Measured) -> usize| {
            sizes.iter().map(|size| peak(size).saturating_sub(BESIDES) as f64 / size.bytes as f64).fold(0.0, f64::max)
        };
        let (read, written) = (most(|size| size.peak), most(|size| size.peak_written));
        let slow = exponent > EXPONENT || sizes.len() < SIZES.len();
        let large = read.max(written) > TIMES;
        println!(
            "{:<44}{:>9.2}{:>10.0}{:>10.1}{:>10.2}{:>12.1}{:>12.1}{}{}",
            kind.name,
            last.bytes as f64 / 1e6,
            last.nanoseconds / 1e6,
            last.nanoseconds / last.bytes as f64,
            exponent,
            last.peak as f64 / 1048576.0,
            last.peak_written as f64 / 1048576.0,
            if slow { "  SLOW" } else { "" },
            if large { "  LARGE" } else { "" },
        );
        if slow || large {
            failures.push(kind.name);
        }
        rows.push(json!({
            "name": kind.name, "exponent": exponent, "bytes": last.bytes, "nanoseconds": last.nanoseconds,
            "peak_read": last.peak, "peak_written": last.peak_written, "times_read": read, "times_written": written,
        }));
    }
    if let Some(out) = out {
        std::fs::write(out, format!("{:#}\n", json!({ "inputs": rows })))?;
    }
    if failures.is_empty() {
        println!(
            "\nTime grows with the size to the power of {EXPONENT} at most, and {TIMES} times the input and 32 MiB are enough."
        );
        return Ok(());
    }
    Err(format!("{} of {} inputs take too long or too much: {}", failures.len(), rows.len(), failures.join("; "))
        .into())
}

fn measure(kind: &Kind, times: usize) -> Result<Measured, Box<dyn Error>> {
    let input = kind.at(times);
    let (mut rounds, mut peaks) = (Vec::new(), (0, 0));
    let mut again = 1;
    while rounds.len() < ROUNDS {
        let start = busy();
        for _ in 0..again {
            let found = read(&input, kind.plain)?;
            peaks = (peaks.0.max(found.0), peaks.1.max(found.1));
        }
        let took = busy() - start;
        if took < LONG_ENOUGH && again < 1 << 12 {
            again *= 2;
            continue;
        }
        rounds.push(took / f64::from(again));
        if took > TOO_LONG / 10.0 {
            break;
        }
    }
    rounds.sort_by(f64::total_cmp);
    Ok(Measured { bytes: input.len(), nanoseconds: rounds[rounds.len() / 2], peak: peaks.0, peak_written: peaks.1 })
}

/// Reads an input, writes it out every way, and tells the most memory that either took, the input itself included.
fn read(input: &str, plain: bool) -> Result<(usize, usize), Box<dyn Error>> {
    MEMORY.reset_peak_usage();
    let limits = Limits::default();
    let page = if plain { Page::from_plain(input, limits)? } else { Page::from_html(input, limits)? };
    let options = Options { url: Some("https://example.org/".to_owned()), ..Options::default() };
    let read = plainleaf::read(&page, &options);
    drop(page);
    let peak = MEMORY.peak_usage();
    if let Ok(read) = read {
        black_box(read.to_html());
        black_box(read.to_markdown());
        black_box(serde_json::to_string(&read.reading)?);
    }
    Ok((peak, MEMORY.peak_usage()))
}

/// How long this thread has been at work, in nanoseconds: what else the machine does is not counted where the system tells
/// the two apart (Linux).
fn busy() -> f64 {
    thread_local!(static START: Instant = Instant::now());
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let counted = counted.and_then(|line| line.split(' ').next()?.parse().ok());
    counted.unwrap_or_else(|| START.with(Instant::elapsed).as_nanos() as f64)
}

/// The power of the size that time grew with: the slope of a straight line through the logarithms of both.
fn slope(sizes: &[Measured]) -> f64 {
    let points: Vec<(f64, f64)> = sizes.iter().map(|size| ((size.bytes as f64).ln(), size.nanoseconds.ln())).collect();
    let count = points.len() as f64;
    let (x, y) = (points.iter().map(|at| at.0).sum::<f64>() / count, points.iter().map(|at| at.1).sum::<f64>() / count);
    let (up, along) = points
        .iter()
        .fold((0.0, 0.0), |(up, along), at| (up + (at.0 - x) * (at.1 - y), along + (at.0 - x) * (at.0 - x)));
    if along > 0.0 { up / along } else { 0.0 }
}
