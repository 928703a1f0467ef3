//! `tradewind links`: what Android and Apple are to know of a merchant's host, made of the core's one table of paths.

use clap::{Args, Subcommand};
use serde_json::Value;
use std::io::Write;
use tradewind_domain::WebUrl;
use tradewind_links::paths;

/// Prints a file or a part of one.
#[derive(Debug, Args)]
pub(crate) struct LinksArgs {
    #[command(subcommand)]
    made: Made,
}

#[derive(Debug, Subcommand)]
enum Made {
    /// For `https://HOST/.well-known/assetlinks.json`: which Android app opens the host's links, and Android 15's
    /// dynamic rules of which links these are.
    Assetlinks {
        /// The app's id, as in example.tradewind.
        #[arg(long, value_name = "ID", value_parser = dotted)]
        package: String,
        /// SHA-256 of a certificate that signs the app, as `keytool -list -v` prints it. May stand there more than once:
        /// Google Play signs by one of its own.
        #[arg(long, required = true, value_name = "SHA-256", value_parser = fingerprint)]
        fingerprint: Vec<String>,
    },
    /// For `https://HOST/.well-known/apple-app-site-association`: which app of Apple's systems opens which of the host's
    /// links (`components`).
    Aasa {
        /// The team's prefix of ten letters and digits, as in ABCDE12345.
        #[arg(long, value_name = "PREFIX", value_parser = team)]
        team: String,
        /// The app's bundle id, as in example.tradewind.
        #[arg(long, value_name = "ID", value_parser = dotted)]
        bundle: String,
    },
    /// For `android/app/src/main/AndroidManifest.xml`: the filter of the host's links.
    Manifest {
        /// The merchant's host, as in shop.example.
        #[arg(long, value_name = "HOST", value_parser = host)]
        host: String,
    },
    /// For `ios/App/Tradewind.entitlements`: the host whose file Apple's systems are to read.
    Entitlements {
        /// The merchant's host, as in shop.example.
        #[arg(long, value_name = "HOST", value_parser = host)]
        host: String,
    },
}

/// Runs the command: 0, and 1 where it could not be written.
pub(crate) fn run(args: &LinksArgs, out: &mut dyn Write) -> u8 {
    let text = match &args.made {
        Made::Assetlinks { package, fingerprint } => json(&paths::assetlinks(fingerprint, package)),
        Made::Aasa { team, bundle } => json(&paths::apple_app_site_association(&format!("{team}.{bundle}"))),
        Made::Manifest { host } => paths::android_manifest_filters(host),
        Made::Entitlements { host } => paths::apple_entitlements(host),
    };
    u8::from(out.write_all(text.as_bytes()).is_err())
}

fn json(value: &Value) -> String {
    format!("{value:#}\n")
}

/// An app's id: words parted by dots. Android has `_` in them, Apple `-`.
fn dotted(text: &str) -> Result<String, String> {
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let good = text.len() <= 255 && text.contains('.') && text.split('.').all(word);
    if good {
        Ok(text.to_owned())
    } else {
        Err(format!("{text}: expected an app's id, as in example.tradewind"))
    }
}

/// Capital digits, parted by colons, as both systems have them.
fn fingerprint(text: &str) -> Result<String, String> {
    let digits = text.replace(':', "").to_ascii_uppercase();
    if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(format!("{text}: expected the SHA-256 of a certificate, 64 digits and letters up to F"));
    }
    let bytes: Vec<String> =
        digits.as_bytes().chunks(2).map(|two| two.iter().map(|byte| char::from(*byte)).collect()).collect();
    Ok(bytes.join(":"))
}

fn team(text: &str) -> Result<String, String> {
    let good =
        text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if good {
        Ok(text.to_owned())
    } else {
        Err(format!("{text}: expected a team's prefix, as in ABCDE12345"))
    }
}

/// A host alone, as it stands in addresses: small letters, no port.
fn host(text: &str) -> Result<String, String> {
    let address = WebUrl::parse(&format!("https://{text}/")).map_err(|error| format!("{text}: {error}"))?;
    let alone = address.url().host_str() == Some(text) && address.url().port().is_none();
    if alone { Ok(text.to_owned()) } else { Err(format!("{text}: expected a host, as in shop.example")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    const PRINT: &str =
        "14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5";

    #[derive(Debug, Parser)]
    struct Row {
        #[command(flatten)]
        args: LinksArgs,
    }

    /// What is printed; none where the arguments are refused.
    fn printed(line: &[&str]) -> Option<String> {
        let row = Row::try_parse_from(["links"].into_iter().chain(line.iter().copied())).ok()?;
        let mut out = Vec::new();
        assert_eq!(run(&row.args, &mut out), 0);
        String::from_utf8(out).ok()
    }

    fn json_of(line: &[&str]) -> Value {
        serde_json::from_str(&printed(line).expect("good arguments")).expect("JSON")
    }

    /// `core/links/tests/platforms.rs` holds these very values to both systems' rules, path by path.
    #[test]
    fn the_files_are_those_that_are_held_to_both_systems_rules() {
        let print = vec![PRINT.to_owned()];
        let android = json_of(&["assetlinks", "--package", "example.tradewind", "--fingerprint", PRINT]);
        assert_eq!(android, paths::assetlinks(&print, "example.tradewind"));
        let apple = json_of(&["aasa", "--team", "ABCDE12345", "--bundle", "example.tradewind"]);
        assert_eq!(apple, paths::apple_app_site_association("ABCDE12345.example.tradewind"));
        let relation = "delegate_permission/common.handle_all_urls";
        let dynamic = &android[0]["relation_extensions"][relation]["dynamic_app_link_components"];
        let components = &apple["applinks"]["details"][0]["components"];
        let (dynamic, components) =
            (dynamic.as_array().expect("rules"), components.as_array().expect("rules"));
        assert!(components.len() >= paths::RULES.len());
        // Android's has one rule more: it turns away what the manifest claims beyond them.
        assert_eq!(dynamic.split_last().expect("some").1, components.as_slice());
        assert_eq!(dynamic.last(), Some(&serde_json::json!({"/": "*", "exclude": true})));
    }

    #[test]
    fn the_manifest_and_the_entitlements_are_those_of_the_apps() {
        let file = |path: &str| {
            let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).expect("the app's file")
        };
        let of = |what: &str| printed(&[what, "--host", "shop.tradewind.example"]).expect("a host");
        assert!(file("android/app/src/main/AndroidManifest.xml").contains(&of("manifest")));
        assert_eq!(file("ios/App/Tradewind.entitlements"), of("entitlements"));
        assert!(!of("entitlements").contains("other.example"));
    }

    #[test]
    fn fingerprints_are_written_one_way_and_may_be_several() {
        let plain = PRINT.replace(':', "").to_lowercase();
        let line = ["assetlinks", "--package", "a.b", "--fingerprint", &plain, "--fingerprint", PRINT];
        let prints = &json_of(&line)[0]["target"]["sha256_cert_fingerprints"];
        assert_eq!(*prints, serde_json::json!([PRINT, PRINT]));
    }

    #[test]
    fn what_neither_system_would_take_is_refused() {
        for line in [
            &["assetlinks", "--package", "example.tradewind"][..],
            &["assetlinks", "--package", "tradewind", "--fingerprint", PRINT],
            &["assetlinks", "--package", "a..b", "--fingerprint", PRINT],
            &["assetlinks", "--package", "a.b\"", "--fingerprint", PRINT],
            &["assetlinks", "--package", "a.b", "--fingerprint", "14:6D"],
            &["assetlinks", "--package", "a.b", "--fingerprint", &PRINT.replace('E', "G")],
            &["assetlinks", "--package", "a.b", "--fingerprint", &"é".repeat(32)],
            &["aasa", "--team", "abcde12345", "--bundle", "a.b"],
            &["aasa", "--team", "ABCDE1234", "--bundle", "a.b"],
            &["aasa", "--team", "ABCDE12345"],
            &["manifest", "--host", "https://shop.example"],
            &["manifest", "--host", "shop.example:8443"],
            &["manifest", "--host", "shop@evil.example"],
            &["entitlements", "--host", "shop.example/p"],
            &["entitlements", "--host", "Shop.example"],
        ] {
            assert_eq!(printed(line), None, "{line:?}");
        }
    }
}
