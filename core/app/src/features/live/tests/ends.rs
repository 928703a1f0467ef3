//! The end of a show: where it was said to be, and where its picture ends.

use super::*;

#[test]
fn the_end_of_a_show_is_said_and_its_cards_stay_listed() {
    a_show(ShowState::Running)
        .cues(vec![card("card-1", "red", 1, 90)])
        .picture_at(5)
        .said(LiveEvent::Over { at: moment(20), seq: 9 })
        .seen(|screen| assert_eq!(screen.phase, LivePhase::Running, "not before the picture is there"))
        .picture_at(20)
        .seen(|screen| {
            assert_eq!(
                (screen.phase, screen.card.is_none(), screen.earlier.len()),
                (LivePhase::Over, true, 1)
            );
            assert_eq!(screen.notice.as_ref().map(|notice| notice.text.as_str()), Some("The show is over."));
        });
}

#[test]
fn a_show_is_over_where_its_picture_ends_before_the_moment_that_was_said() {
    let over = |screen: &LiveScreen| {
        assert_eq!((screen.phase, screen.card.is_none(), screen.earlier.len()), (LivePhase::Over, true, 1));
    };
    a_show(ShowState::Running)
        .cues(vec![card("card-1", "red", 1, 90)])
        .picture_at(5)
        // The host ends it in the middle of a segment, which nobody gets to see.
        .said(LiveEvent::Over { at: moment(23), seq: 9 })
        .live(|ticket| LiveNews::Cues { ticket, cues: Vec::new(), ended: true })
        .picture_at(20)
        .seen(|screen| assert_eq!(screen.phase, LivePhase::Running, "nobody says that it is the last"))
        .picture_ends_at(20)
        .seen(over)
        .picture_at(4)
        .seen(|screen| {
            assert_eq!((screen.phase, screen.card.is_some()), (LivePhase::Running, true), "sought back")
        })
        .picture_ends_at(20)
        .seen(over)
        // The line is opened anew: it is said again, by a player that stands still.
        .when(Intent::Connectivity { online: false })
        .when(Intent::Connectivity { online: true })
        .knows(|model| assert!(!model.features.live.open.as_ref().expect("open").last))
        .picture_ends_at(20)
        .seen(over);
}

#[test]
fn a_show_whose_end_nobody_told_of_is_over_with_its_picture() {
    a_show(ShowState::Running)
        .cues(vec![card("card-1", "red", 1, 90), card("card-2", "red", 21, 80)])
        .picture_at(20)
        .seen(|screen| assert_eq!(screen.phase, LivePhase::Running))
        .picture_ends_at(20)
        .seen(|screen| {
            assert_eq!((screen.phase, screen.card.is_none()), (LivePhase::Over, true));
            let keys: Vec<&str> = screen.earlier.iter().map(|card| card.key.as_str()).collect();
            assert_eq!(keys, ["card-2"], "the item's last card, although its picture never came");
        });
}
