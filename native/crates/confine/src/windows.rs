//! Unverified: written after the interface's description, never run (docs/open-points.md).

use std::ffi::c_void;
use std::ptr;

use windows_sys::Win32::System::Diagnostics::Debug::{
    SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode,
};
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_ACTIVE_PROCESS,
    JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION, JOB_OBJECT_LIMIT_PROCESS_MEMORY,
    JOB_OBJECT_UILIMIT_DESKTOP, JOB_OBJECT_UILIMIT_DISPLAYSETTINGS, JOB_OBJECT_UILIMIT_EXITWINDOWS,
    JOB_OBJECT_UILIMIT_GLOBALATOMS, JOB_OBJECT_UILIMIT_HANDLES, JOB_OBJECT_UILIMIT_READCLIPBOARD,
    JOB_OBJECT_UILIMIT_SYSTEMPARAMETERS, JOB_OBJECT_UILIMIT_WRITECLIPBOARD,
    JOBOBJECT_BASIC_UI_RESTRICTIONS, JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JOBOBJECTINFOCLASS,
    JobObjectBasicUIRestrictions, JobObjectExtendedLimitInformation, SetInformationJobObject,
};
use windows_sys::Win32::System::Threading::GetCurrentProcess;

use crate::{Layer, LayerState, state};

/// Windows has no call by which a process gives up its files for good: that needs a token its parent starts it with.
pub fn confine(memory_bytes: u64) -> Vec<LayerState> {
    let job = job(memory_bytes);
    vec![
        state(Layer::CoreDumps, error_reports()),
        state(Layer::Processes, job.clone()),
        state(Layer::Memory, job),
        state(
            Layer::Files,
            Err("not taken away on Windows: needs a restricted token at the start".to_owned()),
        ),
    ]
}

fn error_reports() -> Result<String, String> {
    // SAFETY: sets flags of this process; no pointer is passed.
    unsafe { SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX) };
    Ok("no error report".to_owned())
}

/// A job of one process with so much memory: no second one can start, no clipboard, no desktop. The job lives as long as the process.
fn job(memory_bytes: u64) -> Result<String, String> {
    // SAFETY: no name and the default security; both pointers may be null.
    let job = unsafe { CreateJobObjectW(ptr::null(), ptr::null()) };
    if job.is_null() {
        return Err(last_error("CreateJobObject"));
    }
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_ACTIVE_PROCESS
        | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
        | JOB_OBJECT_LIMIT_PROCESS_MEMORY;
    limits.ProcessMemoryLimit = usize::try_from(memory_bytes).map_err(|error| error.to_string())?;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    set(job, JobObjectExtendedLimitInformation, &limits)?;
    let screen = JOBOBJECT_BASIC_UI_RESTRICTIONS {
        UIRestrictionsClass: JOB_OBJECT_UILIMIT_DESKTOP
            | JOB_OBJECT_UILIMIT_DISPLAYSETTINGS
            | JOB_OBJECT_UILIMIT_EXITWINDOWS
            | JOB_OBJECT_UILIMIT_GLOBALATOMS
            | JOB_OBJECT_UILIMIT_HANDLES
            | JOB_OBJECT_UILIMIT_READCLIPBOARD
            | JOB_OBJECT_UILIMIT_SYSTEMPARAMETERS
            | JOB_OBJECT_UILIMIT_WRITECLIPBOARD,
    };
    set(job, JobObjectBasicUIRestrictions, &screen)?;
    // SAFETY: the job was made above, and the other handle stands for this process.
    if unsafe { AssignProcessToJobObject(job, GetCurrentProcess()) } == 0 {
        return Err(last_error("AssignProcessToJobObject"));
    }
    Ok("job object of one process".to_owned())
}

fn set<T>(job: *mut c_void, class: JOBOBJECTINFOCLASS, information: &T) -> Result<(), String> {
    let size = u32::try_from(size_of::<T>()).map_err(|error| error.to_string())?;
    let pointer = ptr::from_ref(information).cast();
    // SAFETY: `class` names the type `T`, whose `size` bytes live through the call.
    if unsafe { SetInformationJobObject(job, class, pointer, size) } == 0 {
        return Err(last_error("SetInformationJobObject"));
    }
    Ok(())
}

fn last_error(what: &str) -> String {
    format!("{what}: {}", std::io::Error::last_os_error())
}
