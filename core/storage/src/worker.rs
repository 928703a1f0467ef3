//! Threads that may wait for a disk.

use tokio::runtime::{Handle, RuntimeFlavor};

/// The thread that did the work ended without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkerLost;

/// Runs `work` on a thread for blocking work. In a runtime of one thread, and outside of a runtime, it runs in place, so that
/// a simulation is the same in every run.
pub async fn blocking<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<WorkerLost> + Send + 'static,
{
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => {
            tokio::task::spawn_blocking(work).await.unwrap_or(Err(WorkerLost.into()))
        }
        _ => work(),
    }
}

/// Runs `work` on this very thread, which may be one that drives the network: its other tasks go to another thread first. For
/// what borrows, as a callback does; [`blocking`] is cheaper.
pub fn in_place<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_leaves_the_threads_of_a_runtime_of_many_and_stays_in_one_of_one() {
        let here = std::thread::current().id();
        let there = || Ok::<_, WorkerLost>(std::thread::current().id());
        let one = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        assert_eq!(one.block_on(blocking(there)), Ok(here));
        let many = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("a runtime");
        assert_ne!(many.block_on(blocking(there)), Ok(here));
    }

    #[test]
    fn work_in_place_stays_and_leaves_the_tasks_of_its_worker_to_others() {
        let one = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        assert_eq!(one.block_on(async { in_place(|| 1) }), 1);
        let many = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("a runtime");
        let waits_for_another_task = many.spawn(async {
            let (tell, told) = std::sync::mpsc::channel();
            tokio::spawn(async move { tell.send(2) });
            in_place(|| told.recv_timeout(std::time::Duration::from_secs(30)))
        });
        assert_eq!(many.block_on(waits_for_another_task).expect("ends"), Ok(2));
    }

    #[test]
    fn work_that_panics_is_an_error() {
        let many = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("a runtime");
        let lost =
            many.block_on(blocking(|| -> Result<(), WorkerLost> { std::panic::resume_unwind(Box::new(())) }));
        assert_eq!(lost, Err(WorkerLost));
    }
}
