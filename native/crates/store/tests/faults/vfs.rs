//! The disk in memory as SQLite's default file system (https://www.sqlite.org/vfs.html).

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::sync::OnceLock;

use rusqlite::ffi;

use super::disk::{self, Answer};

#[repr(C)]
struct Handle {
    base: ffi::sqlite3_file,
    /// Owned; null once it is closed.
    name: *mut String,
}

/// Registered once for the process.
pub fn install() -> Result<(), String> {
    static INSTALLED: OnceLock<c_int> = OnceLock::new();
    let answer = *INSTALLED.get_or_init(|| {
        // SAFETY: SQLite's own file system is there for the life of the process, and is copied, not changed.
        let Some(own) = (unsafe { ffi::sqlite3_vfs_find(ptr::null()).as_ref() }) else {
            return ffi::SQLITE_ERROR;
        };
        let vfs = Box::new(ffi::sqlite3_vfs {
            iVersion: 1,
            szOsFile: size_of::<Handle>() as c_int,
            pNext: ptr::null_mut(),
            zName: c"visite-faults".as_ptr(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            ..*own
        });
        // SAFETY: the value is leaked, so that it lives as long as SQLite may use it.
        unsafe { ffi::sqlite3_vfs_register(Box::into_raw(vfs), 1) }
    });
    if answer == ffi::SQLITE_OK {
        return Ok(());
    }
    Err(format!("SQLite takes no other file system: {answer}"))
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

fn to_code(answer: Answer, failed: c_int) -> c_int {
    match answer {
        Answer::Done => ffi::SQLITE_OK,
        Answer::Failed => failed,
        Answer::Full => ffi::SQLITE_FULL,
    }
}

/// The name of an open file.
fn name_of<'a>(file: *mut ffi::sqlite3_file) -> &'a str {
    // SAFETY: SQLite hands in files that `open` filled, between `open` and `close`, from one thread at a time.
    unsafe { (*file.cast::<Handle>()).name.as_ref() }.map_or("", String::as_str)
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let name = if name.is_null() {
        String::from("(temporary)")
    } else {
        // SAFETY: SQLite gives a text that ends with zero.
        unsafe { CStr::from_ptr(name) }
            .to_string_lossy()
            .into_owned()
    };
    disk::with(|disk| disk.make(&name));
    // SAFETY: SQLite gives room for szOsFile bytes, and null or a place for the flags.
    unsafe {
        file.cast::<Handle>().write(Handle {
            base: ffi::sqlite3_file { pMethods: &METHODS },
            name: Box::into_raw(Box::new(name)),
        });
        if let Some(out) = out_flags.as_mut() {
            *out = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: SQLite gives a text that ends with zero.
    let name = unsafe { CStr::from_ptr(name) }.to_string_lossy();
    to_code(
        disk::with(|disk| disk.delete(&name, sync_folder != 0)),
        ffi::SQLITE_IOERR_DELETE,
    )
}

unsafe extern "C" fn access(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _: c_int,
    found: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives a text that ends with zero, and a place for the answer.
    unsafe {
        let name = CStr::from_ptr(name).to_string_lossy();
        *found = c_int::from(disk::with(|disk| disk.exists(&name)));
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: as `name_of`; the name was boxed by `open` and is taken once.
    unsafe {
        let handle = &mut *file.cast::<Handle>();
        if !handle.name.is_null() {
            drop(Box::from_raw(handle.name));
            handle.name = ptr::null_mut();
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    into: *mut c_void,
    length: c_int,
    offset: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives room for that many bytes.
    let into = unsafe { std::slice::from_raw_parts_mut(into.cast::<u8>(), length as usize) };
    let found = disk::with(|disk| disk.read(name_of(file), offset as usize, into));
    if found == into.len() {
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_IOERR_SHORT_READ
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    length: c_int,
    offset: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives that many bytes.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length as usize) };
    let answer = disk::with(|disk| disk.write(name_of(file), offset as usize, bytes));
    to_code(answer, ffi::SQLITE_IOERR_WRITE)
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    let answer = disk::with(|disk| disk.cut(name_of(file), size as usize));
    to_code(answer, ffi::SQLITE_IOERR_TRUNCATE)
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    let answer = disk::with(|disk| disk.sync(name_of(file)));
    to_code(answer, ffi::SQLITE_IOERR_FSYNC)
}

unsafe extern "C" fn file_size(
    file: *mut ffi::sqlite3_file,
    size: *mut ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives a place for the answer.
    unsafe { *size = disk::with(|disk| disk.size(name_of(file))) as ffi::sqlite3_int64 };
    ffi::SQLITE_OK
}

/// Whoever uses this has one connection at a time.
unsafe extern "C" fn lock(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved(_: *mut ffi::sqlite3_file, reserved: *mut c_int) -> c_int {
    // SAFETY: SQLite gives a place for the answer.
    unsafe { *reserved = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    512
}

/// As the file systems of all three platforms say: a write that is cut short leaves the bytes around it alone.
unsafe extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    let (region, size) = (region as usize, size as usize);
    let address = disk::with(|disk| {
        let regions = disk.shared.entry(name_of(file).to_owned()).or_default();
        while regions.len() <= region && extend != 0 {
            regions.push(vec![0; size].into_boxed_slice());
        }
        regions
            .get_mut(region)
            .map_or(ptr::null_mut(), |found| found.as_mut_ptr().cast())
    });
    // SAFETY: SQLite gives a place for the answer. A region is never moved: it is a box of its own.
    unsafe { *out = address };
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_lock(_: *mut ffi::sqlite3_file, _: c_int, _: c_int, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_barrier(_: *mut ffi::sqlite3_file) {}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    if delete != 0 {
        disk::with(|disk| disk.shared.remove(name_of(file)));
    }
    ffi::SQLITE_OK
}
