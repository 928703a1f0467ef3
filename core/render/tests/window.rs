//! A window's surface on a real X server: what a person sees there, point by point, is the renderer's own picture.
#![allow(clippy::print_stdout, reason = "skips and measures are said aloud")]
#![allow(unsafe_code, reason = "the handles of this test's own window are handed to the surface")]

use raw_window_handle::{RawDisplayHandle, RawWindowHandle, XcbDisplayHandle, XcbWindowHandle};
use std::io::{BufRead, BufReader};
use std::num::NonZeroU32;
use std::process::{Child, Command, Stdio};
use std::ptr::NonNull;
use std::sync::Arc;
use tradewind_render::{Environment, Gpu, GpuChoice, Renderer, Shown, Surface};
use tradewind_scene::{
    Background, DrawError, Frame, Limits, Loader, Model, Orbit, PreparedModel, ToneMap, View,
};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ConfigureWindowAux, ConnectionExt, CreateWindowAux, ImageFormat, ImageOrder, WindowClass,
};
use x11rb::xcb_ffi::XCBConnection;

/// A watch of the seed catalog: small parts, textures, all colours.
const MODEL: &[u8] = include_bytes!("../../../assets/seed/models/watch.glb");

/// An X server without a screen, which ends with the test.
struct Server {
    child: Child,
    name: String,
}

impl Server {
    /// None where there is none to be had.
    fn start() -> Option<Self> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut number = String::new();
        let read = BufReader::new(child.stdout.take()?).read_line(&mut number);
        let name = format!(":{}", number.trim());
        let server = Self { child, name };
        (read.is_ok() && !number.trim().is_empty()).then_some(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A window on it.
struct XWindow {
    connection: XCBConnection,
    screen: usize,
    id: u32,
}

impl XWindow {
    fn open(server: &Server, width: u16, height: u16) -> Self {
        let name = std::ffi::CString::new(server.name.as_str()).expect("a name");
        let (connection, screen) = XCBConnection::connect(Some(&name)).expect("the server answers");
        let id = connection.generate_id().expect("an id");
        let root = &connection.setup().roots[screen];
        connection
            .create_window(
                root.root_depth,
                id,
                root.root,
                20,
                10,
                width,
                height,
                0,
                WindowClass::INPUT_OUTPUT,
                root.root_visual,
                &CreateWindowAux::new().background_pixel(0x00FF_00FF),
            )
            .expect("asked")
            .check()
            .expect("a window");
        connection.map_window(id).expect("asked").check().expect("it is shown");
        Self { connection, screen, id }
    }

    fn handles(&self) -> (RawDisplayHandle, RawWindowHandle) {
        let connection = NonNull::new(self.connection.get_raw_xcb_connection());
        let screen = i32::try_from(self.screen).expect("few screens");
        let window = XcbWindowHandle::new(NonZeroU32::new(self.id).expect("an id"));
        (XcbDisplayHandle::new(connection, screen).into(), window.into())
    }

    fn resize(&self, width: u32, height: u32) {
        let wish = ConfigureWindowAux::new().width(width).height(height);
        self.connection.configure_window(self.id, &wish).expect("asked").check().expect("resized");
    }

    /// What is seen, red, green and blue of each point.
    fn seen(&self, width: u16, height: u16) -> Vec<u8> {
        let all = !0;
        let image = self.connection.get_image(ImageFormat::Z_PIXMAP, self.id, 0, 0, width, height, all);
        let image = image.expect("asked").reply().expect("an image");
        assert_eq!((image.depth, self.connection.setup().image_byte_order), (24, ImageOrder::LSB_FIRST));
        image.data.chunks_exact(4).flat_map(|p| [p[2], p[1], p[0]]).collect()
    }
}

fn view(model: &Model, theta: f32, width: u32, height: u32) -> View {
    let orbit = Orbit::fitting(model.bounds, theta, 1.2, width as f32 / height as f32);
    View {
        background: Background::White,
        tone_map: ToneMap::Neutral,
        ..View::of(model, orbit, width, height)
    }
}

/// Red, green and blue of each point of a frame.
fn rgb(frame: &dyn Frame) -> Vec<u8> {
    let (width, height) = (frame.width() as usize, frame.height() as usize);
    let rows = frame.pixels().chunks(frame.stride()).take(height);
    rows.flat_map(|row| row[..width * 4].chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]])).collect()
}

/// Channels that differ by more than 1, and the largest difference.
fn difference(a: &[u8], b: &[u8]) -> (usize, u8) {
    assert_eq!(a.len(), b.len());
    let all = || a.iter().zip(b).map(|(a, b)| a.abs_diff(*b));
    (all().filter(|d| *d > 1).count(), all().max().unwrap_or_default())
}

#[test]
fn a_window_shows_the_renderers_picture_before_and_after_a_resize() {
    let opened = Gpu::open(&GpuChoice::from_environment());
    if opened.as_ref().err() == Some(&DrawError::NoAdapter) {
        println!("skipped: no graphics adapter (Debian: mesa-vulkan-drivers), so no window is drawn on");
        return;
    }
    let Some(server) = Server::start() else {
        println!("skipped: no X server (Debian: xvfb), so no window is drawn on");
        return;
    };
    let gpu = opened.expect("a card that is there opens");
    let renderer = Renderer::new(gpu, Environment::studio()).expect("a renderer");
    let model = Arc::new(Loader::new(Limits::default()).load(MODEL).expect("a model"));
    let mut prepared = renderer.prepare(model.clone()).expect("prepared");
    let mut own = renderer.prepare(model.clone()).expect("prepared");

    let window = XWindow::open(&server, 320, 240);
    let (display, handle) = window.handles();
    // SAFETY: the connection and its window live in `window`, which is dropped after the surface.
    let surface = unsafe { Surface::on(&renderer, Some(display), handle, 320, 240) };
    let mut surface = surface.expect("a surface");
    let before = window.seen(320, 240);
    assert!(before.chunks_exact(3).all(|point| point == [255, 0, 255]), "nothing was drawn yet");

    let mut shown = Vec::new();
    for (theta, width, height) in [(0.5, 320u16, 240u16), (1.7, 320, 240), (1.7, 448, 400)] {
        let (w, h) = (u32::from(width), u32::from(height));
        window.resize(w, h);
        surface.resize(w, h);
        let view = view(&model, theta, w, h);
        assert_eq!(surface.draw(&mut prepared, &view), Ok(Shown::Drawn));
        let wanted = rgb(&*own.draw(&view).expect("drawn"));
        let seen = until(|| Some(window.seen(width, height)).filter(|seen| difference(seen, &wanted).0 == 0))
            .unwrap_or_else(|| window.seen(width, height));
        let (count, most) = difference(&seen, &wanted);
        println!("window {w} x {h}: {count} channels differ by more than 1, at most by {most}");
        assert_eq!(count, 0, "the window shows another picture; it differs by up to {most}");
        assert!(wanted.chunks_exact(3).any(|point| point[0] < 90), "a picture with something in it");
        assert_eq!(surface.draw(&mut prepared, &view), Ok(Shown::Unchanged));
        shown.push(wanted);
    }
    assert!(difference(&shown[0], &shown[1]).0 > 1000, "the two views are not alike");

    // The window goes: that is an answer. Another one is drawn on with the same card and the same prepared model.
    window.connection.destroy_window(window.id).expect("asked").check().expect("gone");
    let gone = surface.draw(&mut prepared, &view(&model, 2.5, 448, 400));
    println!("a window that is gone: {gone:?}");
    assert!(matches!(gone, Ok(Shown::Lost | Shown::Later)), "{gone:?}");
    drop(surface);
    let other = XWindow::open(&server, 320, 240);
    let (display, handle) = other.handles();
    // SAFETY: the connection and its window live in `other`, which is dropped after the surface.
    let surface = unsafe { Surface::on(&renderer, Some(display), handle, 320, 240) };
    let mut surface = surface.expect("another surface");
    assert_eq!(surface.draw(&mut prepared, &view(&model, 0.5, 320, 240)), Ok(Shown::Drawn));
    let same = until(|| (difference(&other.seen(320, 240), &shown[0]).0 == 0).then_some(()));
    assert!(same.is_some(), "another window shows the first picture again");
    drop(surface);
}

/// What an asynchronous server comes to within two seconds.
fn until<T>(there: impl Fn() -> Option<T>) -> Option<T> {
    (0..100).find_map(|_| {
        there().or_else(|| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            None
        })
    })
}
