//! Many tasks on all cores, their results taken in order.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Builder};

/// Results that wait for an earlier one, for each thread: enough that one large page holds nobody up, and few enough that
/// they take no more memory than the pages being read.
const AHEAD: usize = 4;
/// Bytes of stack, as the first thread of a program has.
const STACK: usize = 8 << 20;

/// How many threads are worth having for so many tasks.
pub(crate) fn threads(tasks: usize) -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(tasks)
}

/// Does the tasks from 0 to `tasks` on so many threads, and hands each result to `take` in their order: nothing where the
/// task panicked. At most [`AHEAD`] results a thread are held.
///
/// # Errors
/// The first error of `take`, after which nothing more is begun; or that of the system where it gives no thread at all.
pub(crate) fn in_order<T: Send>(
    tasks: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, Option<T>) -> io::Result<()>,
) -> io::Result<()> {
    let attempt = |task| catch_unwind(AssertUnwindSafe(|| work(task))).ok();
    if threads < 2 {
        return (0..tasks).try_for_each(|task| take(task, attempt(task)));
    }
    let desk = Desk { state: Mutex::default(), changed: Condvar::new(), tasks, most: threads * AHEAD };
    thread::scope(|scope| {
        for number in 0..threads {
            let started = Builder::new().stack_size(STACK).spawn_scoped(scope, || {
                while let Some(task) = desk.next() {
                    desk.hand_in(task, attempt(task));
                }
            });
            match started {
                Ok(_) => {}
                // Those that are there can do it all.
                Err(_) if number > 0 => break,
                Err(error) => return Err(error),
            }
        }
        let done = (0..tasks).try_for_each(|task| take(task, desk.fetch(task)));
        desk.close();
        done
    })
}

/// Where tasks are fetched and results are handed in.
struct Desk<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    tasks: usize,
    most: usize,
}

struct State<T> {
    /// The first task that nobody has begun.
    next: usize,
    /// The first result that was not fetched.
    wanted: usize,
    done: BTreeMap<usize, Option<T>>,
    is_closed: bool,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        Self { next: 0, wanted: 0, done: BTreeMap::new(), is_closed: false }
    }
}

impl<T> Desk<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        // Nothing panics while it holds the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<T>>) -> MutexGuard<'a, State<T>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// A task to do, once there is room for its result; nothing when all are begun.
    fn next(&self) -> Option<usize> {
        let mut state = self.state();
        while !state.is_closed && state.next < self.tasks && state.next >= state.wanted + self.most {
            state = self.wait(state);
        }
        (!state.is_closed && state.next < self.tasks).then(|| {
            state.next += 1;
            state.next - 1
        })
    }

    fn hand_in(&self, task: usize, result: Option<T>) {
        self.state().done.insert(task, result);
        self.changed.notify_all();
    }

    /// The result of a task, once it is there.
    fn fetch(&self, task: usize) -> Option<T> {
        let mut state = self.state();
        loop {
            if let Some(result) = state.done.remove(&task) {
                state.wanted = task + 1;
                self.changed.notify_all();
                return result;
            }
            state = self.wait(state);
        }
    }

    /// Begins nothing more.
    fn close(&self) {
        self.state().is_closed = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::time::Duration;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let work = |task: usize| {
                thread::sleep(Duration::from_micros(((task * 7919) % 13) as u64 * 100));
                task * 2
            };
            let take = |task, result| {
                taken.push((task, result));
                Ok(())
            };
            in_order(100, threads, work, take).unwrap();
            assert_eq!(taken, (0..100).map(|task| (task, Some(task * 2))).collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn no_more_is_begun_than_there_is_room_for() {
        let (begun, fetched, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |_| {
            let open = begun.fetch_add(1, SeqCst) + 1 - fetched.load(SeqCst);
            most.fetch_max(open, SeqCst);
        };
        let take = |task, _| {
            // Whoever takes the first is slow.
            if task == 0 {
                thread::sleep(Duration::from_millis(50));
            }
            fetched.fetch_add(1, SeqCst);
            Ok(())
        };
        in_order(1000, 3, work, take).unwrap();
        // One more is on its way from the desk to whoever takes it.
        assert!((3..=3 * AHEAD + 1).contains(&most.load(SeqCst)), "{most:?}");
    }

    #[test]
    fn a_task_that_panics_has_no_result_and_the_others_have() {
        for threads in [1, 3] {
            let mut missing = Vec::new();
            let work = |task| if task % 10 == 3 { panic!("this is a test") } else { task };
            let take = |task, result: Option<usize>| {
                if result.is_none() {
                    missing.push(task);
                }
                Ok(())
            };
            in_order(30, threads, work, take).unwrap();
            assert_eq!(missing, [3, 13, 23]);
        }
    }

    #[test]
    fn whoever_takes_can_end_it() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, SeqCst);
        let take = |task, _| if task == 5 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) };
        assert_eq!(in_order(10_000, 2, work, take).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert!(begun.load(SeqCst) < 100, "{begun:?}");
    }
}
