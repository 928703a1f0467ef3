//! Downloads go to files that are unlinked at once, in the app's own folder: the system frees them when the process ends,
//! however it ends.

use crate::error::CatalogError;
use crate::request::{OBJECT_TIMEOUT, Refresh};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use tradewind_domain::limits::STREAM_IN_MEMORY;
use tradewind_domain::{WebUrl, lock};
use tradewind_pack::object::{self, Intake};
use tradewind_pack::{Raw, StreamRef};
use tradewind_ports::{HttpRequest, HttpResponse, Method};
use tradewind_storage::{blocking, in_place};

/// Prefix of the names that these files have until they are unlinked.
const NAME: &str = "catalog.incoming-";
/// Bytes that are gathered before they are written: the thread that drives the network is left to others for each write.
const WRITTEN_AT_ONCE: usize = 256 << 10;

/// Loads an object into a file, checks it, and unpacks it.
pub(crate) async fn object(
    request: &Refresh<'_>,
    folder: &Path,
    url: WebUrl,
    stream: &StreamRef,
    expect: impl Fn(HttpResponse) -> Result<HttpResponse, CatalogError>,
) -> Result<Unpacked, CatalogError> {
    let into = folder.to_owned();
    let mut file = blocking(move || Ok::<_, CatalogError>(nameless(&into)?)).await?;
    let (mut intake, mut waiting, mut written) = (Intake::default(), Vec::new(), Ok(()));
    let mut http = HttpRequest::new(Method::Get, url);
    http.max_body = stream.bytes;
    http.timeout = OBJECT_TIMEOUT;
    request.fail_point.pass("catalog.request.before");
    let answer = request
        .transport
        .receive(http, &mut |piece| {
            intake.put(piece);
            waiting.extend_from_slice(piece);
            if waiting.len() >= WRITTEN_AT_ONCE {
                written = in_place(|| file.write_all(&waiting));
                waiting.clear();
            }
            written.is_ok()
        })
        .await;
    request.fail_point.pass("catalog.answer.after");
    written?;
    expect(answer?)?;
    intake.check(stream)?;
    let (stream, folder) = (stream.clone(), folder.to_owned());
    blocking(move || {
        file.write_all(&waiting)?;
        unpack(&stream, file, &folder)
    })
    .await
}

fn unpack(stream: &StreamRef, mut object: File, folder: &Path) -> Result<Unpacked, CatalogError> {
    object.seek(SeekFrom::Start(0))?;
    if stream.raw_bytes <= STREAM_IN_MEMORY {
        let mut raw = Vec::new();
        object::unpack(stream, object, |piece| {
            raw.extend_from_slice(piece);
            Ok::<(), CatalogError>(())
        })?;
        return Ok(Unpacked::Memory(raw));
    }
    let mut file = nameless(folder)?;
    object::unpack(stream, object, |piece| Ok::<(), CatalogError>(file.write_all(piece)?))?;
    Ok(Unpacked::File { file: Mutex::new(file), size: stream.raw_bytes })
}

/// The raw bytes of a stream: a small one in memory, any other in a file.
#[derive(Debug)]
pub(crate) enum Unpacked {
    Memory(Vec<u8>),
    File { file: Mutex<File>, size: u64 },
}

impl Raw for Unpacked {
    fn size(&self) -> u64 {
        match self {
            Self::Memory(raw) => raw.size(),
            Self::File { size, .. } => *size,
        }
    }

    fn read_at(&self, at: u64, to: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Memory(raw) => raw.read_at(at, to),
            Self::File { file, .. } => {
                let mut file = lock(file);
                file.seek(SeekFrom::Start(at))?;
                file.read(to)
            }
        }
    }
}

/// A new file that has no name any more, so that nothing of it is left behind.
fn nameless(folder: &Path) -> io::Result<File> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let path = folder.join(format!("{NAME}{}", NEXT.fetch_add(1, Ordering::Relaxed)));
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&path)?;
    let _ = std::fs::remove_file(&path);
    Ok(file)
}

/// Removes what a process left that was ended between the making of a file and the loss of its name.
pub(crate) fn sweep(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let ours = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NAME));
    entries.map(|entry| entry.path()).filter(ours).for_each(|path| {
        let _ = std::fs::remove_file(path);
    });
}
