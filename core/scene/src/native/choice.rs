//! Who shows a product on a device: AR in the app, the phone's own viewer, 3D in the app, or its picture.

/// Whether the app itself can put a product into the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArSupport {
    /// The phone has none.
    None,
    /// It would, after what it needs is installed (Google Play Services for AR).
    NeedsInstall,
    /// It can.
    Supported,
}

/// How warm a phone says that it is (iOS `ProcessInfo.ThermalState`; Android `PowerManager`: none and light are nominal,
/// moderate is fair, severe is serious, what is above is critical).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thermal {
    /// As it should be.
    Nominal,
    /// Warm.
    Fair,
    /// Hot: the system has begun to slow it down.
    Serious,
    /// It needs to cool down.
    Critical,
}

/// A viewer that the phone has of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemViewer {
    /// Android's. It fetches a GLB by its address.
    SceneViewer,
    /// Apple's. It reads USDZ.
    QuickLook,
}

/// What is known of a device, and of the product's model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceFacts {
    /// Whether there is a camera that the app may use.
    pub camera: bool,
    /// What AR the app has.
    pub ar: ArSupport,
    /// Whether it knows how far away the room is.
    pub depth: bool,
    /// Memory of the whole device, in mebibytes.
    pub memory_mb: u32,
    /// How warm it is.
    pub thermal: Thermal,
    /// Whether there is a graphics card that the app draws with.
    pub gpu: bool,
    /// The phone's own viewer.
    pub viewer: Option<SystemViewer>,
    /// Whether the model has an address that anybody may fetch.
    pub glb_address: bool,
    /// Whether there is a USDZ of it, or one can be written.
    pub usdz: bool,
}

/// How a product is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// In the room, by the app.
    Ar {
        /// What stands before the product hides it.
        occlusion: bool,
        /// What is missing is installed first.
        install: bool,
    },
    /// By the phone's own viewer.
    Viewer(SystemViewer),
    /// In 3D, by the app.
    ThreeD {
        /// Fewer points and frames than the screen has.
        reduced: bool,
    },
    /// Its picture.
    Picture,
}

/// Memory from which on a phone has room for the camera's pictures, tracking and a model: of 3 GB an app is left about 256 MB
/// (`domain::limits`), and tracking takes half of that. A phone sold with 3 GB tells some less.
const AR_MEMORY_MB: u32 = 2_700;
/// Memory from which on a model is drawn at all: half of that of the smallest phone that Android 10 runs well on.
const DRAWN_MEMORY_MB: u32 = 900;

/// Who shows the product. The first that holds: a critically hot phone shows its picture; a hot one no camera, and 3D at less;
/// without a graphics card (or the memory for it) the phone's own viewer or the picture; without a camera 3D; then AR in the app,
/// the phone's own viewer, AR after an installation, and 3D.
pub fn choose(facts: &DeviceFacts) -> Choice {
    let viewer = facts.viewer.filter(|viewer| match viewer {
        SystemViewer::SceneViewer => facts.glb_address,
        SystemViewer::QuickLook => facts.usdz,
    });
    let drawn = facts.gpu && facts.memory_mb >= DRAWN_MEMORY_MB;
    let roomy = facts.memory_mb >= AR_MEMORY_MB;
    let occlusion = facts.depth && facts.thermal == Thermal::Nominal;
    match (facts.thermal, viewer) {
        (Thermal::Critical, _) => Choice::Picture,
        // The phone's own viewer begins with the camera, which warms it more.
        (Thermal::Serious, _) if drawn => Choice::ThreeD { reduced: true },
        (Thermal::Serious, _) => Choice::Picture,
        (_, Some(viewer)) if !drawn => Choice::Viewer(viewer),
        (_, None) if !drawn => Choice::Picture,
        _ if !facts.camera => Choice::ThreeD { reduced: !roomy },
        _ if roomy && facts.ar == ArSupport::Supported => Choice::Ar { occlusion, install: false },
        (_, Some(viewer)) => Choice::Viewer(viewer),
        _ if roomy && facts.ar == ArSupport::NeedsInstall => Choice::Ar { occlusion, install: true },
        _ => Choice::ThreeD { reduced: !roomy },
    }
}

#[cfg(test)]
mod tests {
    use super::{ArSupport, Choice, DeviceFacts, SystemViewer, Thermal, choose};

    /// A good phone: everything is there.
    const PHONE: DeviceFacts = DeviceFacts {
        camera: true,
        ar: ArSupport::Supported,
        depth: true,
        memory_mb: 6_000,
        thermal: Thermal::Nominal,
        gpu: true,
        viewer: Some(SystemViewer::SceneViewer),
        glb_address: true,
        usdz: true,
    };
    const NO_AR: DeviceFacts = DeviceFacts { ar: ArSupport::None, ..PHONE };
    const TO_INSTALL: DeviceFacts = DeviceFacts { ar: ArSupport::NeedsInstall, ..PHONE };
    const NO_GPU: DeviceFacts = DeviceFacts { gpu: false, ..PHONE };
    const SMALL: DeviceFacts = DeviceFacts { memory_mb: 2_000, ..PHONE };
    const APPLE: Option<SystemViewer> = Some(SystemViewer::QuickLook);

    fn hot(facts: DeviceFacts, thermal: Thermal) -> DeviceFacts {
        DeviceFacts { thermal, ..facts }
    }

    fn without_viewer(facts: DeviceFacts) -> DeviceFacts {
        DeviceFacts { viewer: None, ..facts }
    }

    fn blind(facts: DeviceFacts) -> DeviceFacts {
        DeviceFacts { camera: false, ..facts }
    }

    #[test]
    fn who_shows_a_product_is_this_table() {
        use Choice::{Picture, ThreeD, Viewer};
        let whole = ThreeD { reduced: false };
        let less = ThreeD { reduced: true };
        let scene_viewer = Viewer(SystemViewer::SceneViewer);
        let quick_look = Viewer(SystemViewer::QuickLook);
        let ar = |occlusion, install| Choice::Ar { occlusion, install };
        let table = [
            ("a good phone", PHONE, ar(true, false)),
            ("a good phone without a viewer", without_viewer(PHONE), ar(true, false)),
            ("without depth", DeviceFacts { depth: false, ..PHONE }, ar(false, false)),
            ("warm", hot(PHONE, Thermal::Fair), ar(false, false)),
            ("hot", hot(PHONE, Thermal::Serious), less),
            ("hot, without AR", hot(NO_AR, Thermal::Serious), less),
            ("hot, without a card", hot(NO_GPU, Thermal::Serious), Picture),
            ("too hot", hot(PHONE, Thermal::Critical), Picture),
            ("too hot, with a viewer alone", hot(NO_GPU, Thermal::Critical), Picture),
            ("without a camera", blind(PHONE), whole),
            ("without a camera and AR", blind(NO_AR), whole),
            ("without a camera and much memory", blind(SMALL), less),
            ("without a camera and a card", blind(NO_GPU), scene_viewer),
            ("without AR", NO_AR, scene_viewer),
            ("without AR, warm", hot(NO_AR, Thermal::Fair), scene_viewer),
            ("without AR and a viewer", without_viewer(NO_AR), whole),
            ("without AR, the model has no address", DeviceFacts { glb_address: false, ..NO_AR }, whole),
            ("without AR, Apple's", DeviceFacts { viewer: APPLE, glb_address: false, ..NO_AR }, quick_look),
            ("without AR, Apple's, no USDZ", DeviceFacts { viewer: APPLE, usdz: false, ..NO_AR }, whole),
            ("AR to be installed", TO_INSTALL, scene_viewer),
            ("AR to be installed, no viewer", without_viewer(TO_INSTALL), ar(true, true)),
            ("little memory", SMALL, scene_viewer),
            ("little memory, no viewer", without_viewer(SMALL), less),
            ("very little memory", DeviceFacts { memory_mb: 512, ..PHONE }, scene_viewer),
            ("very little memory, no viewer", DeviceFacts { memory_mb: 512, viewer: None, ..PHONE }, Picture),
            ("without a card", NO_GPU, scene_viewer),
            ("without a card and a viewer", without_viewer(NO_GPU), Picture),
            ("without a card, Apple's", DeviceFacts { viewer: APPLE, ..NO_GPU }, quick_look),
            ("without a card, no address", DeviceFacts { glb_address: false, ..NO_GPU }, Picture),
        ];
        for (name, facts, wanted) in table {
            assert_eq!(choose(&facts), wanted, "{name}");
        }
    }

    #[test]
    fn of_all_devices_none_is_shown_what_it_cannot_show() {
        let flags = [false, true];
        let ars = [ArSupport::None, ArSupport::NeedsInstall, ArSupport::Supported];
        let warm = [Thermal::Nominal, Thermal::Fair, Thermal::Serious, Thermal::Critical];
        let viewers = [None, Some(SystemViewer::SceneViewer), APPLE];
        let mut met = 0;
        for number in 0..32 {
            let [camera, depth, gpu, glb_address, usdz] =
                [0, 1, 2, 3, 4].map(|bit| flags[(number >> bit) & 1]);
            for (ar, thermal) in ars.iter().flat_map(|ar| warm.iter().map(move |warm| (*ar, *warm))) {
                for (viewer, memory_mb) in
                    viewers.iter().flat_map(|one| [512, 2_000, 6_000].map(|mb| (*one, mb)))
                {
                    let facts =
                        DeviceFacts { camera, ar, depth, memory_mb, thermal, gpu, viewer, glb_address, usdz };
                    let is_hot = thermal >= Thermal::Serious;
                    let fits = match choose(&facts) {
                        Choice::Ar { occlusion, install } => {
                            camera
                                && gpu
                                && !is_hot
                                && (!occlusion || depth)
                                && ar == if install { ArSupport::NeedsInstall } else { ArSupport::Supported }
                        }
                        Choice::Viewer(SystemViewer::SceneViewer) => {
                            glb_address && !is_hot && viewer.is_some()
                        }
                        Choice::Viewer(SystemViewer::QuickLook) => usdz && !is_hot && viewer == APPLE,
                        Choice::ThreeD { reduced } => gpu && (reduced || !is_hot && memory_mb > 2_000),
                        Choice::Picture => true,
                    };
                    assert!(fits, "{facts:?}: {:?}", choose(&facts));
                    met += 1;
                }
            }
        }
        assert_eq!(met, 32 * 3 * 4 * 3 * 3);
    }
}
