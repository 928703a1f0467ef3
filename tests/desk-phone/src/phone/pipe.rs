//! Writing to the core's process, and numbers in what it sends.

use crate::wire::{self, Begin, Kind, ToCore};
use tokio::io::AsyncWriteExt;
use tokio::sync::mpsc;

pub(super) fn word(body: &[u8], at: usize) -> Option<u32> {
    let bytes = body.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// Writes to the core for as long as it reads.
pub(super) async fn feed(
    mut input: tokio::process::ChildStdin,
    begin: Begin,
    mut messages: mpsc::UnboundedReceiver<ToCore>,
) {
    let Ok(first) = serde_json::to_vec(&begin) else { return };
    if put(&mut input, &first).await.is_err() {
        return;
    }
    while let Some(message) = messages.recv().await {
        let Ok(text) = serde_json::to_vec(&message) else { continue };
        if put(&mut input, &text).await.is_err() {
            return;
        }
    }
}

async fn put(input: &mut tokio::process::ChildStdin, text: &[u8]) -> std::io::Result<()> {
    let mut message = Vec::with_capacity(text.len() + 5);
    wire::write(&mut message, Kind::Json, &[text])?;
    input.write_all(&message).await?;
    input.flush().await
}
