//! nginx with nchan (Debian: nginx, libnginx-mod-nchan) on loopback: a hub of event streams that is not ours, started for a
//! test or a demo.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long it may take to start.
const STARTS: Duration = Duration::from_secs(10);
/// Where Debian puts the module.
const MODULE: &str = "/usr/lib/nginx/modules/ngx_nchan_module.so";
/// Starts a program that ends with the one that started it (util-linux). Of a process that is killed no `Drop` is run.
const SETPRIV: &str = "/usr/bin/setpriv";
/// The folder that this nginx makes at its start, wherever it is told to put its files; the package brings it.
const STATE: &str = "/var/lib/nginx";

/// Why there is no nchan.
#[derive(Debug, thiserror::Error)]
pub enum NchanError {
    /// nginx or its module is not on this machine.
    #[error(
        "there is no nginx with nchan here: apt-get install nginx libnginx-mod-nchan (or TRADEWIND_NGINX and TRADEWIND_NCHAN)"
    )]
    Missing,
    /// It did not start.
    #[error("nginx did not start")]
    Start,
    /// Its folder could not be written.
    #[error("nginx's folder: {0}")]
    Folder(#[from] std::io::Error),
}

/// A running nginx with nchan. It is one process, which ends with this, or with the thread that started it.
#[derive(Debug)]
pub struct Nchan {
    child: Child,
    port: u16,
}

impl Drop for Nchan {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Nchan {
    /// Starts one on a free port, with its files in `folder`.
    pub fn start(folder: &Path) -> Result<Self, NchanError> {
        let (program, module) = program()?;
        std::fs::create_dir_all(folder)?;
        // nginx takes paths from there.
        let folder = std::fs::canonicalize(folder)?;
        // A shop that ended while its line was cut leaves this.
        let _ = std::fs::remove_file(folder.join("cut"));
        // Somebody else may take the port in between.
        (0..3)
            .find_map(|_| Self::at(&program, &module, &folder).transpose())
            .unwrap_or(Err(NchanError::Start))
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// None where it ended at once.
    fn at(program: &Path, module: &Path, folder: &Path) -> Result<Option<Self>, NchanError> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        std::fs::write(folder.join("nginx.conf"), configuration(module, port))?;
        let child = tied(program)
            .arg("-p")
            .arg(folder)
            .args(["-e", "stderr", "-c", "nginx.conf"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut here = Self { child, port };
        let until = Instant::now() + STARTS;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > until || here.child.try_wait()?.is_some() {
                return Ok(None);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(Some(here))
    }
}

/// A program that does not outlive this process, where that can be had.
fn tied(program: &Path) -> Command {
    if !Path::new(SETPRIV).is_file() {
        return Command::new(program);
    }
    let mut command = Command::new(SETPRIV);
    command.args(["--pdeathsig", "KILL"]).arg(program);
    command
}

/// nginx and its module: named by the environment, or where Debian puts them.
fn program() -> Result<(PathBuf, PathBuf), NchanError> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&paths).chain([PathBuf::from("/usr/sbin")]);
    let found = || folders.map(|folder| folder.join("nginx")).find(|file| file.is_file());
    let nginx = named("TRADEWIND_NGINX").or_else(found).ok_or(NchanError::Missing)?;
    let module = named("TRADEWIND_NCHAN").unwrap_or_else(|| PathBuf::from(MODULE));
    let state = Path::new(STATE).is_dir() || std::fs::create_dir_all(STATE).is_ok();
    if module.is_file() && state { Ok((nginx, module)) } else { Err(NchanError::Missing) }
}

/// One process, everything below its folder, loopback alone. Whoever comes without `Last-Event-ID` gets what is there, oldest
/// first; while there is a file `cut`, which is put there over HTTP, nobody gets anything.
fn configuration(module: &Path, port: u16) -> String {
    format!(
        "load_module {};
daemon off;
master_process off;
pid nginx.pid;
error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  nchan_shared_memory_size 64m;
  server {{
    listen 127.0.0.1:{port};
    root .;
    location = /cut {{ dav_methods PUT DELETE; }}
    location ~ ^/pub/([A-Za-z0-9-]+)$ {{
      client_max_body_size 32k;
      nchan_publisher http;
      nchan_channel_id $1;
      nchan_message_buffer_length 1024;
      nchan_message_timeout 6h;
    }}
    location ~ ^/sub/([A-Za-z0-9-]+)$ {{
      if (-f $document_root/cut) {{
        add_header Retry-After 1 always;
        return 503;
      }}
      nchan_subscriber eventsource;
      nchan_channel_id $1;
      nchan_subscriber_first_message oldest;
      nchan_subscriber_timeout 0;
      nchan_eventsource_ping_interval 10;
      nchan_eventsource_ping_comment beat;
    }}
  }}
}}
",
        module.display()
    )
}
