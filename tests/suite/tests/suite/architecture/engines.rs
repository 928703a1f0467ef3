//! One file names a concrete engine and a concrete wallet; one crate reads a protocol's JSON.

use super::root;

/// Where everything is put together.
const COMPOSED: &str = "core/app/src/kernel/compose.rs";

/// What only some files may say: the words, where they may stand (a file or a folder), and why.
const ONLY: &[(&str, &[&str], &str)] = &[
    ("tradewind_connector_", &[COMPOSED], "a concrete engine is chosen in one place"),
    ("Wallets::all(", &[COMPOSED, "core/payments/src/"], "the wallets there are, are chosen in one place"),
    ("wallets::sandbox", &["core/payments/src/"], "no wallet is named outside of the registry"),
    ("dev.ucp.", &["core/connectors/ucp/"], "one crate speaks UCP"),
    (
        "v2026_",
        &["core/connectors/ucp/src/lib.rs", "core/connectors/ucp/src/versions.rs"],
        "a version of UCP is a folder, declared and listed once",
    ),
];

/// What a shipped file says without its tests and comments.
fn shipped(source: &str) -> String {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Every rule that a file breaks.
fn wrong(name: &str, source: &str) -> Vec<String> {
    let code = shipped(source);
    let broken = ONLY.iter().filter(|(words, places, _)| {
        code.contains(words) && !places.iter().any(|place| name.starts_with(place))
    });
    broken.map(|(words, _, why)| format!("{name} says {words}: {why}")).collect()
}

#[test]
fn one_file_names_a_concrete_engine_and_a_concrete_wallet() {
    let mut files = Vec::new();
    for part in ["bindings", "core"] {
        super::walk(&root().join(part), &mut files);
    }
    let (mut broken, mut composed) = (Vec::new(), false);
    for file in files {
        let name = file.strip_prefix(root()).expect("below the repository").to_string_lossy().into_owned();
        if name.contains("/tests/") {
            continue;
        }
        let source = std::fs::read_to_string(&file).expect("readable");
        composed |= name == COMPOSED && shipped(&source).contains("tradewind_connector_");
        broken.extend(wrong(&name, &source));
    }
    assert_eq!(broken, Vec::<String>::new());
    assert!(composed, "{COMPOSED} chooses the engine");
}

#[test]
fn a_second_place_is_seen() {
    let source = "use tradewind_connector_ucp::UcpEngine;\n#[cfg(test)]\nmod tests {}";
    assert_eq!(wrong(COMPOSED, source), Vec::<String>::new());
    assert_eq!(wrong("core/app/src/kernel/owner.rs", source).len(), 1);
    assert_eq!(wrong("core/cli/src/profile.rs", "let all = Wallets::all();").len(), 1);
    assert_eq!(
        wrong("core/app/src/a.rs", "#[cfg(test)]\nuse tradewind_connector_ucp::A;"),
        Vec::<String>::new()
    );
}
