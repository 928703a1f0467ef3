//! The platform profile: printed for a static host, or served on loopback for a merchant that runs there.

use clap::Args;
use clap::builder::PossibleValuesParser;
use std::io::Write;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tradewind_app::{PROTOCOL_VERSIONS, SigningKey};
use tradewind_domain::WebUrl;
use zeroize::Zeroizing;

/// The first that was spoken: its document lies where it always lay.
const FIRST: &str = PROTOCOL_VERSIONS[PROTOCOL_VERSIONS.len() - 1];

/// Prints the platform profile that `UCP-Agent` names.
#[derive(Debug, Args)]
pub struct ProfileArgs {
    /// The address the document will lie at.
    #[arg(long, default_value = "https://tradewind.example")]
    pub base: String,
    /// The version of the protocol that it is of; a later one than the first lies beside it (`profile.2026-08-25.json`).
    #[arg(long = "protocol", value_name = "DATE", default_value = FIRST, value_parser = PossibleValuesParser::new(PROTOCOL_VERSIONS))]
    pub protocol: String,
    /// A private key as a JWK (P-256 or Ed25519, with `d`), whose public half the document shall name.
    #[arg(long, value_name = "FILE", value_parser = signing_key)]
    pub sign_key: Option<Arc<SigningKey>>,
}

/// Reads `--sign-key FILE`. What is wrong with the file is said without a byte of it.
pub fn signing_key(path: &str) -> Result<Arc<SigningKey>, String> {
    let text = std::fs::read(path).map(Zeroizing::new).map_err(|error| error.to_string())?;
    let jwk = serde_json::from_slice(&text).map_err(|_| "not JSON".to_owned())?;
    SigningKey::from_jwk(jwk).map(Arc::new).map_err(|error| error.to_string())
}

fn document(base: &str, version: &str, signer: Option<&SigningKey>) -> Option<serde_json::Value> {
    match signer {
        Some(signer) => tradewind_app::platform_profile_with_keys(base, version, signer),
        None => tradewind_app::platform_profile(base, version),
    }
}

/// Prints the document.
pub fn run(args: &ProfileArgs, out: &mut dyn Write) -> u8 {
    let document = document(&args.base, &args.protocol, args.sign_key.as_deref());
    match serde_json::to_string_pretty(&document) {
        Ok(text) if writeln!(out, "{text}").is_ok() => 0,
        _ => 1,
    }
}

/// Serves the document on a free loopback port for as long as the runtime lives; gives its address.
pub fn serve(runtime: &tokio::runtime::Runtime, signer: Option<&SigningKey>) -> std::io::Result<WebUrl> {
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let base = format!("http://{}", listener.local_addr()?);
    let answers: Arc<Vec<(&str, String)>> = Arc::new(
        PROTOCOL_VERSIONS
            .iter()
            .filter_map(|version| Some((*version, answer(&document(&base, version, signer)?))))
            .collect(),
    );
    runtime.spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let answers = answers.clone();
            tokio::spawn(async move {
                let mut request = [0_u8; 4096];
                let read = socket.read(&mut request).await.unwrap_or_default();
                if let Some(answer) = asked(&request[..read], &answers) {
                    let _ = socket.write_all(answer.as_bytes()).await;
                }
            });
        }
    });
    WebUrl::parse(&format!("{base}/profile")).map_err(std::io::Error::other)
}

fn answer(document: &serde_json::Value) -> String {
    let body = document.to_string();
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// The answer to a request: the document whose date its first line names, else the oldest. Nothing else of it is looked at.
fn asked<'a>(request: &[u8], answers: &'a [(&str, String)]) -> Option<&'a str> {
    let line = String::from_utf8_lossy(request);
    let line = line.lines().next().unwrap_or_default();
    let named = answers.iter().find(|(version, _)| line.contains(version));
    named.or(answers.last()).map(|(_, answer)| answer.as_str())
}
