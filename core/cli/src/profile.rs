//! The platform profile: printed for a static host, or served on loopback for a merchant that runs there.

use clap::Args;
use std::io::Write;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tradewind_app::PROTOCOL_VERSIONS;
use tradewind_domain::WebUrl;

const NEWEST: &str = PROTOCOL_VERSIONS[0];

/// Prints the platform profile that `UCP-Agent` names.
#[derive(Debug, Args)]
pub struct ProfileArgs {
    /// The address the document will lie at.
    #[arg(long, default_value = "https://tradewind.example")]
    pub base: String,
}

/// Prints the document.
pub fn run(args: &ProfileArgs, out: &mut dyn Write) -> u8 {
    let document = tradewind_app::platform_profile(&args.base, NEWEST);
    match serde_json::to_string_pretty(&document) {
        Ok(text) if writeln!(out, "{text}").is_ok() => 0,
        _ => 1,
    }
}

/// Serves the document on a free loopback port for as long as the runtime lives; gives its address.
pub fn serve(runtime: &tokio::runtime::Runtime) -> std::io::Result<WebUrl> {
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let base = format!("http://{}", listener.local_addr()?);
    let body = tradewind_app::platform_profile(&base, NEWEST).unwrap_or_default().to_string();
    runtime.spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let answer = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            // One small document for every request: nothing of the request is looked at but its arrival.
            tokio::spawn(async move {
                let _ = socket.read(&mut [0_u8; 4096]).await;
                let _ = socket.write_all(answer.as_bytes()).await;
            });
        }
    });
    WebUrl::parse(&format!("{base}/profile")).map_err(std::io::Error::other)
}
