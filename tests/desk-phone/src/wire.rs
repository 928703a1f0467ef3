//! What the server and the core's process say to each other over pipes: length, kind, content.

mod hand_off;

pub use hand_off::{HandOffChange, PageHandOff, PageWay, SurfacePost};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use tradewind_app::{Intent, LivePosition, LiveTick};

/// The longest message either side accepts: a frame of 2048 by 2048 points and some more.
const LONGEST: usize = 20 << 20;

/// How the phone is to begin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Begin {
    /// The merchant's address.
    pub merchant: String,
    /// Origins that are served elsewhere, as `--connect-to` reads them.
    #[serde(rename = "detours")]
    pub host_overrides: Vec<String>,
    /// The folder of this phone.
    pub data: std::path::PathBuf,
    /// The system's languages, most preferred first.
    pub languages: Vec<String>,
    /// The market to begin in.
    pub market: Option<String>,
    /// Whether this phone has nothing that draws.
    pub still: bool,
    /// How the world around the phone is.
    pub world: DeviceState,
}

/// What the drawer sets on a phone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceState {
    /// How the network is.
    pub network: Network,
    /// What the wallet does with a sheet.
    pub wallet: WalletMode,
    /// Seconds that this phone's clock is ahead.
    pub clock: i64,
    /// Whether there is room on the disk.
    pub storage: Storage,
    /// Whether other apps open.
    #[serde(default)]
    pub hand_off: HandOffMode,
}

impl Default for DeviceState {
    fn default() -> Self {
        Self {
            network: Network::Online,
            wallet: WalletMode::Ask,
            clock: 0,
            storage: Storage::Normal,
            hand_off: HandOffMode::Open,
        }
    }
}

/// How the network is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Network {
    /// As it is.
    Online,
    /// Each answer takes 1.5 s more.
    Slow,
    /// One request in three is lost on the way there, on the way back, or is late.
    Lossy,
    /// There is none, and the system says so.
    Offline,
}

/// What the wallet does with a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WalletMode {
    /// Shows it; the person answers.
    Ask,
    /// Approves at once.
    Approve,
    /// Declines at once.
    Decline,
    /// Closes at once.
    Cancel,
    /// Opens, and fails before anything is approved.
    Fail,
    /// Shows nothing and never answers.
    Silent,
    /// Cannot be opened, and says so.
    Broken,
}

/// Whether there is room on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Storage {
    /// There is.
    Normal,
    /// The person's own file cannot grow.
    Low,
}

/// Whether other apps open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOffMode {
    /// They do.
    #[default]
    Open,
    /// None is there, and no browser either.
    Broken,
}

/// How a sheet was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetAnswer {
    /// Approved.
    Approve,
    /// Declined.
    Decline,
    /// Closed.
    Cancel,
    /// It failed.
    Fail,
}

/// To the core's process. The first message is [`Begin`], then these.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToCore {
    /// An intent, as the page wrote it.
    Intent(Box<serde_json::value::RawValue>),
    /// The world changed.
    World(DeviceState),
    /// A sheet was answered.
    Wallet {
        /// Sheet id.
        sheet: String,
        /// The person's answer.
        answer: SheetAnswer,
    },
    /// The picture behind a key.
    Picture {
        /// Names the answer.
        id: u32,
        /// The key, as a snapshot has it.
        key: String,
        /// Points across, at most.
        width: u32,
        /// Points down, at most.
        height: u32,
    },
    /// Where the player of a show is.
    LivePosition(LivePosition),
    /// What is left of held prices.
    LiveTick,
    /// The preview as it is now.
    Frame {
        /// Names the answer.
        id: u32,
        /// Points across.
        width: u32,
        /// Points down.
        height: u32,
    },
}

/// From the core's process, in JSON: finished text for the page, passed on as it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromCore {
    /// What is to be drawn.
    Snapshot(Box<serde_json::value::RawValue>),
    /// The wallet's sheet; none when it was taken away.
    Wallet(Option<Sheet>),
    /// The person is sent elsewhere, or a bank's page is run.
    HandOff(HandOffChange),
    /// What is left of held prices.
    LiveTick(LiveTick),
    /// Lines of the event log.
    Log(Vec<LogLine>),
    /// The app could not be opened: code and sentence.
    Failed {
        /// The stable code.
        code: String,
        /// The sentence.
        text: String,
    },
    /// There is no picture, or no frame, for this id.
    Nothing {
        /// Which was asked.
        id: u32,
        /// Why, as a stable code; empty where there is just nothing to draw.
        code: String,
    },
}

/// A wallet's sheet with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Sheet id, unique in a run.
    pub sheet: String,
    /// Heading.
    pub title: String,
    /// Who is paid.
    pub payee: String,
    /// What for.
    pub lines: Vec<SheetLine>,
    /// How much.
    pub amount: String,
    /// Label of approval.
    pub approve: String,
    /// Label of refusal.
    pub decline: String,
    /// Label of closing.
    pub cancel: String,
}

/// A line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetLine {
    /// What.
    pub label: String,
    /// How much.
    pub amount: String,
}

/// A line of the event log: names and numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// Milliseconds since the app was started.
    pub at: u64,
    /// `debug`, `info`, `warn` or `error`.
    pub level: String,
    /// The event's name.
    pub event: String,
    /// Names and values.
    pub fields: Vec<(String, String)>,
}

/// Kinds of messages from the core's process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JSON.
    Json = b'J' as isize,
    /// An encoded picture: id, then a file.
    Picture = b'P' as isize,
    /// A frame: id, width, height, whether it is the last one again, then RGBA.
    Frame = b'F' as isize,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        [Self::Json, Self::Picture, Self::Frame].into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// Why a message could not be read.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// The pipe.
    #[error(transparent)]
    Pipe(#[from] std::io::Error),
    /// No message of ours.
    #[error("not a message of the desk phone")]
    Strange,
}

/// Writes a message.
pub fn write(out: &mut impl Write, kind: Kind, parts: &[&[u8]]) -> std::io::Result<()> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let length = u32::try_from(length).map_err(std::io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&[kind as u8])?;
    for part in parts {
        out.write_all(part)?;
    }
    out.flush()
}

/// Reads a message; none at the end.
pub fn read(from: &mut impl Read) -> Result<Option<(Kind, Vec<u8>)>, WireError> {
    let mut head = [0_u8; 5];
    match from.read_exact(&mut head) {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let (length, kind) = head_of(head)?;
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    Ok(Some((kind, body)))
}

/// As [`read`], from a pipe that is waited for.
pub async fn read_async(
    from: &mut (impl tokio::io::AsyncRead + Unpin),
) -> Result<Option<(Kind, Vec<u8>)>, WireError> {
    use tokio::io::AsyncReadExt;
    let mut head = [0_u8; 5];
    match from.read_exact(&mut head).await {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result.map(|_| ())?,
    }
    let (length, kind) = head_of(head)?;
    let mut body = vec![0; length];
    from.read_exact(&mut body).await?;
    Ok(Some((kind, body)))
}

fn head_of(head: [u8; 5]) -> Result<(usize, Kind), WireError> {
    let [a, b, c, d, kind] = head;
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    let kind = Kind::of(kind).filter(|_| length <= LONGEST).ok_or(WireError::Strange)?;
    Ok((length, kind))
}

/// Reads an intent as a page wrote it.
pub fn intent(raw: &serde_json::value::RawValue) -> Option<Intent> {
    serde_json::from_str(raw.get()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_out_as_they_went_in() {
        let mut pipe = Vec::new();
        write(&mut pipe, Kind::Frame, &[&[1, 2], &[3]]).expect("written");
        write(&mut pipe, Kind::Json, &[b"{}"]).expect("written");
        let mut from = pipe.as_slice();
        assert_eq!(read(&mut from).expect("read"), Some((Kind::Frame, vec![1, 2, 3])));
        assert_eq!(read(&mut from).expect("read"), Some((Kind::Json, b"{}".to_vec())));
        assert_eq!(read(&mut from).expect("read"), None);
    }

    #[test]
    fn what_is_no_message_is_refused() {
        assert!(matches!(read(&mut [1, 0, 0, 0, b'?', 0].as_slice()), Err(WireError::Strange)));
        assert!(matches!(read(&mut [255, 255, 255, 255, b'J'].as_slice()), Err(WireError::Strange)));
        assert!(matches!(read(&mut [9, 0, 0, 0, b'J', 1].as_slice()), Err(WireError::Pipe(_))));
    }

    #[test]
    fn an_intent_of_the_page_is_the_apps_own() {
        let raw = |text: &str| serde_json::value::RawValue::from_string(text.to_owned()).expect("JSON");
        assert_eq!(intent(&raw("\"back\"")), Some(Intent::Back));
        assert_eq!(
            intent(&raw(r#"{"open_product":{"key":"mug-indigo"}}"#)),
            Some(Intent::OpenProduct { key: "mug-indigo".into() })
        );
        // A wallet's answer comes from the wallet, not from a page's script.
        assert_eq!(intent(&raw(r#"{"wallet_answered":{"sheet":"1","answer":"declined"}}"#)), None);
        assert_eq!(intent(&raw("7")), None);
    }
}
