//! Whether the client's process is still there.

#[cfg(unix)]
pub(crate) fn is_alive(process: u32) -> bool {
    let Some(pid) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else { return true };
    match rustix::process::test_kill_process(pid) {
        Err(rustix::io::Errno::SRCH) => false,
        _ => !is_zombie(process),
    }
}

/// A process that has ended but that nobody has waited for. Only told where `/proc` exists.
#[cfg(unix)]
fn is_zombie(process: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { return false };
    let state = stat.rsplit_once(')').and_then(|it| it.1.trim_start().chars().next());
    matches!(state, Some('Z' | 'X'))
}

/// The end of the input has to do on other systems.
#[cfg(not(unix))]
pub(crate) fn is_alive(_process: u32) -> bool {
    true
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn l15_tells_a_process_that_ended_from_one_that_runs() {
        assert!(is_alive(std::process::id()));
        let mut child = std::process::Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        assert!(!is_alive(child.id()));
    }
}
