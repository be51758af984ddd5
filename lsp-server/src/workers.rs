//! Threads that compute: a small pool for queries, another for whole documents, one thread for formatting, one for the disk.
//!
//! A panic costs the job it happens in and nothing else.

use std::{
    backtrace::Backtrace,
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, Once, PoisonError, mpsc},
    thread,
};

type Task = Box<dyn FnOnce() + Send>;

/// A piece of work with the name it is logged under.
struct Job {
    name: &'static str,
    task: Task,
}

/// A queue and the threads that empty it.
pub(crate) struct Pool(mpsc::Sender<Job>);

impl Pool {
    pub(crate) fn new(name: &'static str, threads: usize) -> Pool {
        log_panics();
        let (sender, receiver) = mpsc::channel::<Job>();
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..threads {
            let receiver = Arc::clone(&receiver);
            let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || work(&receiver));
            if let Err(error) = spawned {
                tracing::error!(%error, name, "cannot start a worker thread");
            }
        }
        Pool(sender)
    }

    pub(crate) fn run(&self, name: &'static str, task: impl FnOnce() + Send + 'static) {
        let _ = self.0.send(Job { name, task: Box::new(task) });
    }
}

fn work(jobs: &Mutex<mpsc::Receiver<Job>>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { name, task }) = job else { return };
        RUNNING.set(Some(name));
        let _ = catch_unwind(AssertUnwindSafe(task));
        RUNNING.set(None);
    }
}

thread_local! {
    /// The job this thread works at.
    static RUNNING: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Panics of jobs go to the log, with the name of the job; all others where they went before.
fn log_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| match RUNNING.get() {
            Some(job) => {
                let backtrace = Backtrace::force_capture();
                tracing::error!(job, "panic: {info}\n{backtrace}");
            }
            None => previous(info),
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_its_job_only() {
        let pool = Pool::new("test", 1);
        let (sender, receiver) = mpsc::channel();
        pool.run("bad", || panic!("on purpose"));
        pool.run("good", move || sender.send(7).unwrap());
        assert_eq!(receiver.recv(), Ok(7));
    }
}
