//! `cargo pack doctor`: what this machine has, what it lacks, what each is for and where it comes from.

use crate::check::Phone;
use crate::committed;
use crate::error::PackError;
use crate::shipped;
use std::io::Write;
use std::process::{Command, Stdio};

struct Tool {
    name: &'static str,
    /// How it is asked whether it is there.
    ask: &'static [&'static str],
    /// Whether packing itself needs it.
    packing: bool,
    purpose: &'static str,
    from: &'static str,
}

const TOOLS: &[Tool] = &[
    Tool {
        name: "cargo",
        ask: &["--version"],
        packing: true,
        purpose: "builds the library",
        from: "rustup.rs",
    },
    Tool {
        name: "cc",
        ask: &["--version"],
        packing: true,
        purpose: "compiles SQLite and zstd, links",
        from: "apt: build-essential",
    },
    Tool {
        name: "git",
        ask: &["--version"],
        packing: true,
        purpose: "says which files are committed",
        from: "apt: git",
    },
    Tool {
        name: "nm",
        ask: &["--version"],
        packing: true,
        purpose: "says who takes how many bytes",
        from: "apt: binutils",
    },
    Tool {
        name: "strip",
        ask: &["--version"],
        packing: true,
        purpose: "takes the symbols out of what ships",
        from: "apt: binutils",
    },
    Tool {
        name: "java",
        ask: &["-version"],
        packing: false,
        purpose: "the Android shell's tests (17 or later)",
        from: "apt: openjdk-17-jdk-headless",
    },
    Tool {
        name: "mvn",
        ask: &["--version"],
        packing: false,
        purpose: "the Android shell without an Android SDK",
        from: "apt: maven",
    },
    Tool {
        name: "aapt2",
        ask: &["version"],
        packing: false,
        purpose: "the Android shell's resources",
        from: "apt: aapt",
    },
    Tool {
        name: "swift",
        ask: &["--version"],
        packing: false,
        purpose: "the Swift package's tests (6.0)",
        from: "swift.org, or Debian trixie: swiftlang",
    },
    Tool {
        name: "unshare",
        ask: &["--mount", "--propagation", "private", "true"],
        packing: false,
        purpose: "cargo pack check without a phone's tools: lends it a Debian",
        from: "apt: util-linux; as root",
    },
    Tool {
        name: "debootstrap",
        ask: &["--version"],
        packing: false,
        purpose: "makes that Debian",
        from: "the check installs it; apt: debootstrap",
    },
    Tool {
        name: "python3",
        ask: &["-m", "pip", "--version"],
        packing: false,
        purpose: "pip fetches that Debian's C compiler for iOS",
        from: "the check installs it; apt: python3-pip",
    },
];

/// Writes the list; fails when packing itself lacks something or a generated file is committed.
pub fn run(out: &mut impl Write) -> Result<(), PackError> {
    let mut lacks = Vec::new();
    for tool in TOOLS {
        let there = is_there(tool);
        let word = if there { "here   " } else { "missing" };
        writeln!(
            out,
            "{word}  {:<11} {}{}",
            tool.name,
            tool.purpose,
            if there { String::new() } else { format!(" ({})", tool.from) }
        )?;
        if !there && tool.packing {
            lacks.push(tool.name);
        }
    }
    let std = if shipped::has_std_source() { "here   " } else { "missing" };
    writeln!(out, "{std}  rust-src    std's source, built with what ships (rustup component add rust-src)")?;
    for phone in Phone::ALL {
        let (target, lacks) = (phone.target(), phone.lacks());
        match lacks.as_slice() {
            [] => writeln!(out, "here     {target}: its std and a C compiler, for cargo pack check")?,
            _ => writeln!(out, "missing  {target}: {}; that Debian stands in", lacks.join(" and "))?,
        }
    }
    committed::check()?;
    writeln!(out, "no generated file is committed")?;
    if lacks.is_empty() { Ok(()) } else { Err(PackError::Lacks(lacks.join(", "))) }
}

fn is_there(tool: &Tool) -> bool {
    let asked = Command::new(tool.name).args(tool.ask).stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}
