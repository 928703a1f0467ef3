//! A window of the phone's, on which the preview is drawn without a copy: what the shop's painter draws goes there while one
//! is attached and asked for, else into a picture.
#![allow(
    unsafe_code,
    reason = "a window's handle is a number that only the host can vouch for; nothing else here needs trust"
)]

use std::cell::Cell;
use std::sync::{Arc, Mutex, MutexGuard};
use tradewind_domain::lock;
use tradewind_render::{GpuModel, LazyStudio, Renderer, Shown, Surface};
use tradewind_scene::{Counters, DrawError, Frame, Model, Painter, PreparedModel, View};

/// What kind of window a handle names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SurfaceKind {
    /// Android: an `ANativeWindow*`, from `NativeWindow.of(surface)` of the library. Release it after `detachSurface`.
    AndroidWindow,
    /// Apple: a `CAMetalLayer*` (`Unmanaged.passUnretained(layer).toOpaque()`). The layer must outlive the attachment.
    MetalLayer,
}

/// The window there is at the moment, shared by the facade and every prepared model.
#[derive(Default)]
pub(crate) struct Window {
    surface: Mutex<Option<Attached>>,
}

struct Attached {
    surface: Surface,
    size: (u32, u32),
}

thread_local! {
    /// Whether the drawing that this thread now asks for is for the window. The shop draws on its caller's thread.
    static FOR_WINDOW: Cell<bool> = const { Cell::new(false) };
    /// What became of it.
    static SHOWN: Cell<Option<Shown>> = const { Cell::new(None) };
}

impl Window {
    /// Takes a window; the former one is let go first, since the two may be the same.
    pub(crate) fn attach(
        &self,
        renderer: &Renderer,
        kind: SurfaceKind,
        handle: u64,
        (width, height): (u32, u32),
    ) -> Result<(), DrawError> {
        let mut attached = self.lock();
        *attached = None;
        let surface = open(renderer, kind, handle, width, height)?;
        *attached = Some(Attached { surface, size: (width, height) });
        Ok(())
    }

    pub(crate) fn resize(&self, width: u32, height: u32) {
        if let Some(attached) = self.lock().as_mut() {
            attached.surface.resize(width, height);
            attached.size = (width, height);
        }
    }

    pub(crate) fn detach(&self) {
        *self.lock() = None;
    }

    /// The attached window's size.
    pub(crate) fn size(&self) -> Option<(u32, u32)> {
        self.lock().as_ref().map(|attached| attached.size)
    }

    /// Runs `draw` with the window as its target; tells what became of the picture, none if nothing was drawn.
    pub(crate) fn target<T, E>(&self, draw: impl FnOnce() -> Result<T, E>) -> Result<Option<Shown>, E> {
        SHOWN.set(None);
        FOR_WINDOW.set(true);
        let _reset = ResetTarget;
        draw()?;
        let shown = SHOWN.take();
        if shown == Some(Shown::Lost) {
            self.detach();
        }
        Ok(shown)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Attached>> {
        lock(&self.surface)
    }
}

/// Even when the drawing panics, the next one is no longer for the window.
struct ResetTarget;

impl Drop for ResetTarget {
    fn drop(&mut self) {
        FOR_WINDOW.set(false);
    }
}

/// The studio, whose models are also drawn on the window.
pub(crate) struct WindowStudio {
    pub(crate) studio: Arc<LazyStudio>,
    pub(crate) window: Arc<Window>,
}

impl Painter for WindowStudio {
    fn prepare(&self, model: Arc<Model>) -> Result<Box<dyn PreparedModel>, DrawError> {
        let prepared = self.studio.renderer()?.prepare(model)?;
        Ok(Box::new(WindowModel { prepared, window: self.window.clone() }))
    }
}

struct WindowModel {
    prepared: GpuModel,
    window: Arc<Window>,
}

impl PreparedModel for WindowModel {
    fn draw(&mut self, view: &View) -> Result<Arc<dyn Frame>, DrawError> {
        if FOR_WINDOW.get()
            && let Some(attached) = self.window.lock().as_mut()
        {
            SHOWN.set(Some(attached.surface.draw(&mut self.prepared, view)?));
            return Ok(Arc::new(OnWindow { width: view.width, height: view.height }));
        }
        self.prepared.draw(view)
    }

    fn counters(&self) -> Counters {
        self.prepared.counters()
    }
}

/// Stands for a picture that went to the window: it has no pixels of its own.
struct OnWindow {
    width: u32,
    height: u32,
}

impl Frame for OnWindow {
    fn width(&self) -> u32 {
        self.width
    }

    fn height(&self) -> u32 {
        self.height
    }

    fn stride(&self) -> usize {
        0
    }

    fn pixels(&self) -> &[u8] {
        &[]
    }
}

#[cfg(target_os = "android")]
fn open(
    renderer: &Renderer,
    kind: SurfaceKind,
    handle: u64,
    width: u32,
    height: u32,
) -> Result<Surface, DrawError> {
    use raw_window_handle::{
        AndroidDisplayHandle, AndroidNdkWindowHandle, RawDisplayHandle, RawWindowHandle,
    };
    let window = std::ptr::NonNull::new(handle as *mut std::ffi::c_void);
    let (SurfaceKind::AndroidWindow, Some(window)) = (kind, window) else { return Err(stranger()) };
    let display = RawDisplayHandle::Android(AndroidDisplayHandle::new());
    let window = RawWindowHandle::AndroidNdk(AndroidNdkWindowHandle::new(window));
    // SAFETY: the host says that the window lives until it is detached.
    unsafe { Surface::on(renderer, Some(display), window, width, height) }
}

#[cfg(target_vendor = "apple")]
fn open(
    renderer: &Renderer,
    kind: SurfaceKind,
    handle: u64,
    width: u32,
    height: u32,
) -> Result<Surface, DrawError> {
    let layer = std::ptr::NonNull::new(handle as *mut std::ffi::c_void);
    let (SurfaceKind::MetalLayer, Some(layer)) = (kind, layer) else { return Err(stranger()) };
    // SAFETY: the host says that the layer lives until it is detached.
    unsafe { Surface::on_layer(renderer, layer, width, height) }
}

/// Elsewhere there is no window of a phone's; no handle is looked at.
#[cfg(not(any(target_os = "android", target_vendor = "apple")))]
fn open(_: &Renderer, _: SurfaceKind, _: u64, _: u32, _: u32) -> Result<Surface, DrawError> {
    Err(stranger())
}

fn stranger() -> DrawError {
    DrawError::Device("not a window of this system".to_owned())
}

/// What Kotlin cannot say: the `ANativeWindow` of a `Surface`. Called as static native functions of
/// `example.tradewind.library.NativeWindow`.
#[cfg(target_os = "android")]
mod jni {
    use std::ffi::c_void;

    #[link(name = "android")]
    unsafe extern "C" {
        fn ANativeWindow_fromSurface(environment: *mut c_void, surface: *mut c_void) -> *mut c_void;
        fn ANativeWindow_release(window: *mut c_void);
    }

    /// `external fun of(surface: Surface): Long`; 0 if there is none. The window is held until it is released.
    #[unsafe(no_mangle)]
    extern "system" fn Java_example_tradewind_library_NativeWindow_of(
        environment: *mut c_void,
        _class: *mut c_void,
        surface: *mut c_void,
    ) -> i64 {
        // SAFETY: the Java runtime hands in its environment and a reference to a Surface.
        unsafe { ANativeWindow_fromSurface(environment, surface) as i64 }
    }

    /// `external fun release(window: Long)`, once for each `of`, after the surface was detached.
    #[unsafe(no_mangle)]
    extern "system" fn Java_example_tradewind_library_NativeWindow_release(
        _environment: *mut c_void,
        _class: *mut c_void,
        window: i64,
    ) {
        if window != 0 {
            // SAFETY: the number came from `of`, and is given back once.
            unsafe { ANativeWindow_release(window as *mut c_void) }
        }
    }
}
