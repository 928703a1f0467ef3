//! Who draws frames: our own process on one driver, or three.js in Chromium. All speak the same lines.

use crate::measured::Outcome;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What a process draws on, and what it cost to come that far.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct About {
    pub(crate) card: String,
    /// From the file's bytes to a model in memory.
    pub(crate) load_ms: f64,
    /// From the file's bytes to the first picture.
    pub(crate) first_ms: f64,
    /// Bytes given to the card until then.
    pub(crate) uploaded: u64,
    /// Of three.js: samples a point.
    pub(crate) samples: Option<u32>,
    /// Of three.js: its release.
    pub(crate) three: Option<String>,
}

/// Frames that were drawn; all but the times are of each.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Frames {
    pub(crate) ms: Vec<f64>,
    pub(crate) draws: u64,
    pub(crate) passes: u64,
    pub(crate) uploaded: u64,
}

/// A process that draws.
pub(crate) struct Drawer {
    child: Child,
    ask: Option<ChildStdin>,
    answers: Lines<BufReader<ChildStdout>>,
    pub(crate) about: About,
    /// All frames so far.
    pub(crate) frames: Frames,
}

impl Drawer {
    /// Ourselves, on the driver that `variables` choose.
    pub(crate) fn ours(model: &Path, variables: &[(&str, &str)]) -> Outcome<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("frames").arg(model).envs(variables.iter().copied());
        Self::start(command)
    }

    /// three.js on SwiftShader; why not, where something for it is not there.
    pub(crate) fn three(model: &Path) -> Outcome<Result<Self, String>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("three");
        let Some(chromium) = program(&["chromium", "chromium-browser", "google-chrome"]) else {
            return Ok(Err("no chromium (Debian: chromium)".to_owned()));
        };
        let (Some(node), Some(npm)) = (program(&["node"]), program(&["npm"])) else {
            return Ok(Err("no node with npm (Debian: nodejs, npm)".to_owned()));
        };
        let mut install = Command::new(npm);
        install.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder);
        if !install.stdout(Stdio::null()).status()?.success() {
            return Ok(Err("npm ci failed in three/".to_owned()));
        }
        let mut command = Command::new(node);
        command.arg(folder.join("driver.mjs")).arg(model).arg(chromium);
        Self::start(command).map(Ok)
    }

    fn start(mut command: Command) -> Outcome<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let ask = child.stdin.take();
        let mut answers = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let about = answers.next().ok_or("it ended before it drew")??;
        let about = serde_json::from_str(&about)?;
        Ok(Self { child, ask, answers, about, frames: Frames::default() })
    }

    /// Draws so many more.
    pub(crate) fn draw(&mut self, count: usize) -> Outcome<()> {
        let ask = self.ask.as_mut().ok_or("it is over")?;
        writeln!(ask, "{count}")?;
        ask.flush()?;
        let drawn: Frames = serde_json::from_str(&self.answers.next().ok_or("it ended")??)?;
        let before = std::mem::take(&mut self.frames.ms);
        self.frames = Frames { ms: before.into_iter().chain(drawn.ms.iter().copied()).collect(), ..drawn };
        Ok(())
    }
}

impl Drop for Drawer {
    fn drop(&mut self) {
        // Without input it ends by itself, and takes its browser with it.
        self.ask = None;
        let _ = self.child.wait();
    }
}

/// The first of these programs that is there.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
    })
}
