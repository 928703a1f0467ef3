//! What this machine has to have: looked for, installed where that is possible (Debian, root), else named.

use std::path::Path;
use std::process::{Command, Stdio};

/// A Debian package, and how one sees that it is needed.
#[derive(Debug)]
pub(crate) struct Need {
    package: &'static str,
    why: &'static str,
    is_there: fn() -> bool,
    /// Whether nothing works without it.
    must: bool,
}

/// What building takes.
const CC: Need = Need { package: "gcc", why: "compiles SQLite and zstd", is_there: || has("cc"), must: true };
const CXX: Need = Need { package: "g++", why: "links C++ parts", is_there: || has("c++"), must: true };
const MAKE: Need = Need { package: "make", why: "builds C parts", is_there: || has("make"), must: true };
const LIBCLANG: Need = Need {
    package: "libclang-dev",
    why: "reads SQLite's header for the disks that fail on purpose",
    is_there: has_libclang,
    must: true,
};
const VULKAN: Need = Need {
    package: "mesa-vulkan-drivers",
    why: "draws products in 3D on the processor; without it a still picture is shown",
    is_there: has_vulkan,
    must: false,
};
const GIT: Need = Need { package: "git", why: "names the version", is_there: || has("git"), must: true };
const NODE: Need =
    Need { package: "nodejs", why: "drives the browser", is_there: || has("node"), must: false };
const NPM: Need =
    Need { package: "npm", why: "fetches the browser's driver", is_there: || has("npm"), must: false };
const CHROMIUM: Need =
    Need { package: "chromium", why: "opens the page", is_there: || has("chromium"), must: false };
const FONTS: Need = Need {
    package: "fonts-noto-core",
    why: "writes Arabic",
    is_there: || Path::new("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf").exists(),
    must: false,
};
const CJK: Need = Need {
    package: "fonts-noto-cjk",
    why: "writes Japanese",
    is_there: || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists(),
    must: false,
};

const XVFB: Need = Need {
    package: "xvfb",
    why: "lends a screen to the test of a real window",
    is_there: || has("Xvfb"),
    must: false,
};

const JAVA: Need = Need {
    package: "openjdk-17-jdk-headless",
    why: "runs Kotlin and Android's framework",
    is_there: || has("java"),
    must: false,
};
const MAVEN: Need =
    Need { package: "maven", why: "builds the Android app", is_there: || has("mvn"), must: false };
const AAPT: Need = Need {
    package: "aapt",
    why: "links the Android app's resources",
    is_there: || has("aapt2"),
    must: false,
};
const DEBOOTSTRAP: Need = Need {
    package: "debootstrap",
    why: "makes the system in which Swift runs",
    is_there: || has("debootstrap") || Path::new("/usr/sbin/debootstrap").exists(),
    must: false,
};
const VENV: Need = Need {
    package: "python3-venv",
    why: "makes the environment of localstripe, at which tests charge cards",
    is_there: || quiet("python3", &["-c", "import ensurepip, venv"]).is_some(),
    must: false,
};
const NGINX: Need = Need {
    package: "nginx",
    why: "passes on what live shows say",
    is_there: || has("nginx") || Path::new("/usr/sbin/nginx").exists(),
    must: false,
};
const NCHAN: Need = Need {
    package: "libnginx-mod-nchan",
    why: "is nginx's hub of event streams",
    is_there: || Path::new("/usr/lib/nginx/modules/ngx_nchan_module.so").exists(),
    must: false,
};

/// What `cargo demo` takes.
pub(crate) const FOR_THE_DEMO: &[Need] = &[CC, CXX, MAKE, LIBCLANG, VULKAN];
/// What `cargo shots` takes.
pub(crate) const FOR_SHOTS: &[Need] = &[CC, CXX, MAKE, LIBCLANG, VULKAN, NODE, NPM, CHROMIUM, FONTS, CJK];
/// What `cargo verify` takes.
pub(crate) const FOR_EVERYTHING: &[Need] = &[
    CC,
    CXX,
    MAKE,
    LIBCLANG,
    VULKAN,
    GIT,
    NODE,
    NPM,
    CHROMIUM,
    FONTS,
    CJK,
    XVFB,
    JAVA,
    MAVEN,
    AAPT,
    DEBOOTSTRAP,
    VENV,
    NGINX,
    NCHAN,
];

/// Sees to it that these are there. Says what is not; false if nothing works without it.
pub(crate) fn packages(who: &str, needs: &[Need]) -> bool {
    let lacking: Vec<&Need> = needs.iter().filter(|need| !(need.is_there)()).collect();
    if lacking.is_empty() {
        return true;
    }
    if can_install() {
        let names: Vec<&str> = lacking.iter().map(|need| need.package).collect();
        println!("{who}: installing {}", names.join(", "));
        let update = Command::new("apt-get").arg("update").stdout(Stdio::null()).status();
        let install = Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(&names)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(Stdio::null())
            .status();
        if update.is_ok_and(|status| status.success()) && install.is_ok_and(|status| status.success()) {
            return true;
        }
        println!("{who}: apt-get failed");
    }
    for need in &lacking {
        println!(
            "{who}: missing: {} ({}); get it by: apt-get install {}",
            need.package, need.why, need.package
        );
    }
    !lacking.iter().any(|need| need.must)
}

fn can_install() -> bool {
    let root = quiet("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    Path::new("/etc/debian_version").exists() && root
}

/// Whether the compiler is as new as `rust-version` in `Cargo.toml` asks for; said where it is not.
pub(crate) fn compiler() -> bool {
    let wanted = env!("CARGO_PKG_RUST_VERSION");
    let said = quiet("rustc", &["--version"]).unwrap_or_default();
    let good = said.split(' ').nth(1).is_some_and(|found| is_at_least(found, wanted));
    if !good {
        println!("cargo verify: Rust {wanted} or newer is needed; `rustc --version` says: {}", said.trim());
    }
    good
}

/// Compares two versions by their numbers; what follows a `-` does not count.
fn is_at_least(found: &str, wanted: &str) -> bool {
    let numbers = |version: &str| -> Vec<u32> {
        version.split(['.', '-']).map_while(|part| part.parse().ok()).collect()
    };
    numbers(found) >= numbers(wanted)
}

/// The parts of the Rust toolchain that checks take.
pub(crate) fn components() -> bool {
    [("fmt", "rustfmt"), ("clippy", "clippy")].into_iter().all(|(subcommand, component)| {
        if quiet("cargo", &[subcommand, "--version"]).is_some() {
            return true;
        }
        println!("adding the component {component}");
        let added = Command::new("rustup").args(["component", "add", component]).status();
        let good = added.is_ok_and(|status| status.success());
        if !good {
            println!("cargo verify: please install the Rust component {component}");
        }
        good
    })
}

/// Whether a program is on the path.
pub(crate) fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Whether bindgen will find libclang, in one of the places where Debian and others put it.
fn has_libclang() -> bool {
    let is_it = |name: &str| {
        name.starts_with("libclang.so") || name.starts_with("libclang-") && !name.contains("cpp")
    };
    let llvm = std::fs::read_dir("/usr/lib")
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|e| e.path().join("lib"));
    let others = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/local/lib"];
    std::env::var_os("LIBCLANG_PATH").is_some()
        || llvm.chain(others.iter().map(std::path::PathBuf::from)).any(|folder| {
            let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
            files.map(|file| file.file_name()).any(|name| name.to_str().is_some_and(is_it))
        })
}

/// Whether some driver for drawing is there.
fn has_vulkan() -> bool {
    ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"]
        .iter()
        .any(|folder| std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some()))
}

pub(crate) fn quiet(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::is_at_least;

    #[test]
    fn an_older_compiler_is_seen() {
        for good in ["1.95.0", "1.95.0-nightly", "1.100.0", "2.0.0"] {
            assert!(is_at_least(good, "1.95"), "{good}");
        }
        for old in ["1.94.9", "1.9.0", "0.99.0", ""] {
            assert!(!is_at_least(old, "1.95"), "{old}");
        }
    }
}
