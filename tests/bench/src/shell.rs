//! Phones as processes: the glue of a language, as it ships or as generated, on an optimised library that also has the peer.
//! Each is told by lines what to measure (`kotlin/`, `swift/`).

use crate::measured::Outcome;
use crate::three::program;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tradewind_tooling::{cargo, root};

/// Optimised for speed: the profile that this program itself is built in, so that what it needs is built but once.
const PROFILE: &str = "release";

/// What `swift-on-linux.sh` says where there is no Swift.
const NO_SWIFT: i32 = 69;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Kotlin,
    Swift,
}

/// What a process says of itself.
#[derive(Debug, Deserialize)]
pub(crate) struct About {
    /// Said by Kotlin's own; of Swift it is the compiler's word.
    #[serde(default)]
    pub(crate) runtime: String,
    /// Rows of the list that crosses.
    pub(crate) rows: usize,
    /// Bytes of the same list as JSON.
    pub(crate) bytes: u64,
}

/// A process that measures.
pub(crate) struct Shell {
    child: Child,
    ask: Option<ChildStdin>,
    answers: Lines<BufReader<ChildStdout>>,
    pub(crate) about: About,
}

/// Builds the library into a folder of cargo's, and names that: the glue and all that is made of it goes there too.
pub(crate) fn workshop() -> Outcome<PathBuf> {
    let program = std::env::current_exe()?;
    // This program lies in `target/PROFILE`.
    let target = program.ancestors().nth(2).ok_or("this program lies nowhere")?;
    let folder = target.join("phones");
    std::fs::create_dir_all(&folder)?;
    let package =
        ["--package", "tradewind-bindings", "--lib", "--features", "peer", "--crate-type", "cdylib"];
    run(cargo().args(["rustc", "--quiet", "--profile", PROFILE]).args(package))?;
    let library = format!("{}tradewind{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    std::fs::copy(target.join(PROFILE).join(&library), folder.join(&library))?;
    Ok(folder)
}

impl Shell {
    /// Builds and starts one on a phone's folder, showing the list of what is searched by `words`; why not, where its language
    /// is not there.
    pub(crate) fn start(
        language: Language,
        patched: bool,
        workshop: &Path,
        phone: &Path,
        words: &str,
    ) -> Outcome<Result<Self, String>> {
        let kind = if patched { "patched" } else { "generated" };
        let command = match language {
            Language::Kotlin => kotlin(workshop, &workshop.join(format!("kotlin-{kind}")), patched)?,
            Language::Swift => swift(workshop, &workshop.join(format!("swift-{kind}")), patched)?,
        };
        let (mut command, runtime) = match command {
            Ok(command) => command,
            Err(why) => return Ok(Err(why)),
        };
        command.arg(crate::shop::ORIGIN).arg(phone).arg(words);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let ask = child.stdin.take();
        let mut answers = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let about = answers.next().ok_or("it ended before it showed the list")??;
        let mut about: About = serde_json::from_str(&about)?;
        about.runtime.push_str(&runtime);
        Ok(Ok(Self { child, ask, answers, about }))
    }

    pub(crate) fn ask<T: DeserializeOwned>(&mut self, what: &str, count: usize) -> Outcome<T> {
        let ask = self.ask.as_mut().ok_or("it is over")?;
        writeln!(ask, "{what} {count}")?;
        ask.flush()?;
        let answer = self.answers.next().ok_or_else(|| format!("it ended when asked for {what}"))??;
        Ok(serde_json::from_str(&answer)?)
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        // Without input it ends by itself.
        self.ask = None;
        let _ = self.child.wait();
    }
}

type Ready = Result<(Command, String), String>;

fn kotlin(workshop: &Path, folder: &Path, patched: bool) -> Outcome<Ready> {
    let (Some(maven), Some(java)) = (program(&["mvn"]), program(&["java"])) else {
        return Ok(Err("no Maven with a JDK (Debian: maven, openjdk-17-jdk-headless)".to_owned()));
    };
    let glue = folder.join("glue");
    pack("kotlin", workshop, &glue, patched)?;
    let mut build = Command::new(maven);
    build.args(["-B", "-ntp", "-q", "compile", "-f"]).arg(here().join("kotlin/pom.xml"));
    build.arg(format!("-Dglue={}", glue.display())).arg(format!("-Dout={}", folder.join("out").display()));
    run(&mut build)?;
    let jars = std::fs::read_to_string(folder.join("out/classpath"))?;
    let mut command = Command::new(java);
    // A heap that is there from the beginning: what else the process grows by is seen.
    command.args(["-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-cp"]);
    command.arg(format!("{}:{}", folder.join("out/classes").display(), jars.trim()));
    command.arg(format!("-Djna.library.path={}", workshop.display())).arg("example.tradewind.bench.MainKt");
    Ok(Ok((command, String::new())))
}

fn swift(workshop: &Path, folder: &Path, patched: bool) -> Outcome<Ready> {
    let on_linux = || {
        let mut command = Command::new(root().join("ios/swift-on-linux.sh"));
        command.env("TRADEWIND_LIBRARY", workshop);
        command
    };
    let check = on_linux().arg("--check").output()?;
    if check.status.code() == Some(NO_SWIFT) {
        return Ok(Err(String::from_utf8_lossy(&check.stderr).trim().replace("skipped: ", "")));
    }
    std::fs::create_dir_all(folder)?;
    // With their times, so that only what changed is compiled.
    run(Command::new("cp").arg("-Rp").arg(here().join("swift/.")).arg(folder))?;
    pack("swift", workshop, &folder.join("Generated"), patched)?;
    let there = |command: &mut Command| {
        command.arg("--also").arg(workshop).arg("--");
    };
    let mut build = on_linux();
    there(&mut build);
    run(build.args(["swift", "build", "-c", "release", "--package-path"]).arg(folder).stdout(Stdio::null()))?;
    let mut version = on_linux();
    there(&mut version);
    let said = version.args(["swift", "--version"]).stderr(Stdio::null()).output()?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let version = said.split("Swift version ").nth(1).and_then(|rest| rest.split_whitespace().next());
    let mut command = on_linux();
    there(&mut command);
    command.arg(folder.join(".build/release/bench"));
    Ok(Ok((command, format!("Swift {}", version.unwrap_or("6")))))
}

/// The glue, by the packer: with its patches, or as uniffi makes it.
fn pack(language: &str, workshop: &Path, out: &Path, patched: bool) -> Outcome<()> {
    let mut pack = cargo();
    pack.env("TRADEWIND_LIBRARY", workshop).args(["pack", language]).arg(out).stdout(Stdio::null());
    if !patched {
        pack.arg("--unpatched");
    }
    run(&mut pack)
}

fn run(command: &mut Command) -> Outcome<()> {
    let status = command.stdin(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(format!("{:?}: {status}", command.get_program()).into()) }
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
