### Shows, and prices that are held in them

live-title = Live shows
live-running = Live now
live-coming = Starts { $moment }
live-replay = Replay
live-again = Watch again
live-host = With { $host }
live-row-spoken = { $title }, { $status }
live-row-spoken-host = { $title } with { $host }, { $status }
live-video-spoken = Video of the show { $title }
live-paused = No connection. The show continues as soon as you’re back online.
live-ended = The show is over.
live-gone = This show isn’t available.
live-recorded = This is a recording. Prices and stock are today’s.
live-earlier = Shown earlier
live-comment-spoken = { $name } says: { $value }
live-card-spoken = { $title }, { $value }
live-card-spoken-status = { $title }, { $value }, { $status }
live-offer-over = This offer has ended. It was { $old } in the show and is { $new } today.
live-offer-over-same = This offer has ended. The price is still { $price }.
live-left = { $count ->
    [one] { $count } left
   *[other] { $count } left
}
live-play = Play
live-pause = Pause
live-sound = Sound
live-edge = Go to live
live-small-window = Picture in picture
live-captions-on = Turn captions on
live-captions-off = Turn captions off
live-open = Details
live-remind = Remind me
live-remind-off = Turn reminder off
live-remind-note = We’ll remind you on { $moment }.
live-remind-body = The show is starting now.
live-moved = { $title } now starts on { $moment }. Your reminder has been updated.
live-cancelled = { $title } has been canceled, and so has your reminder.
live-report = Report this show
report-note = Your report goes to { $host } and to nobody else. It includes this show, what was being shown and when, the app’s language, and what you write here.
report-reason = What’s wrong?
report-misleading = A misleading price or claim
report-dangerous = A dangerous or prohibited product
report-offensive = Offensive content
report-other = Something else
report-words = What happened (optional)
report-words-wanted = What happened
report-contact = Email or phone number (optional)
report-contact-note = Only if you’d like an answer from the shop.
report-good-faith = I believe in good faith that this report is accurate and complete.
report-send = Send report
report-missing = Choose a reason and confirm that your report is accurate. For “Something else”, please say what happened.
report-full = Too many reports are still waiting to be sent. Once one of them has been sent, you can send this one.
report-offline = You’re offline. Your report will wait on this phone and be sent as soon as you’re back online.
report-leave = Cancel
report-elsewhere = Open { $host }
report-sent = Your report: { $what }, { $moment }
report-sending = Being sent to the shop
report-waiting = Kept on this phone until it can be sent
report-delivered = Received by the shop on { $moment }
report-delivered-number = Received by the shop on { $moment }. Reference number: { $code }
report-given-up = Your report couldn’t be delivered to { $host } for weeks. It won’t be sent anymore.
hold-offer = { $count ->
    [one] { $price } until { $time }, for the first one sold
   *[other] { $price } each until { $time }, for the first { $count } sold
}
hold-offer-instead = { $count ->
    [one] { $price } instead of { $old } in the shop until { $time }, for the first one sold
   *[other] { $price } each instead of { $old } in the shop until { $time }, for the first { $count } sold
}
hold-unsure = { $price } each was held for you. The shop confirms at checkout whether it still applies.
hold-expired = The held price of { $old } has run out. The price is now { $new }.
hold-oversold = Others were faster: nothing is left at { $old }. The price is now { $new }.
hold-bought = You bought it at { $old }. Nothing is left at that price; it now costs { $new }.
hold-refused = The shop doesn’t confirm the held price of { $old }. The price is now { $new }.
hold-ended = The held price of { $old } has run out.
hold-ended-oversold = Others were faster: nothing is left at { $old }.
hold-ended-bought = You bought it at { $old }. Nothing is left at that price.
hold-ended-refused = The shop doesn’t confirm the held price of { $old }.
hold-left = { $value } left
hold-left-minutes = { $count ->
    [one] { $count } minute left
   *[other] { $count } minutes left
}
hold-left-seconds = { $count ->
    [one] { $count } second left
   *[other] { $count } seconds left
}
moments-title = Seen in a show
moment-seen = { $title }, { $moment }
moment-seen-price = { $title }, { $moment }, at { $price }
moment-signed = Signed by the shop
moment-unsigned = The shop’s signature doesn’t match
moment-again = Watch this moment
moment-share = Share this moment
moment-share-words = { $title }, shown in “{ $name }” on { $date }.
moment-share-words-price = { $title } for { $price }, shown in “{ $name }” on { $date }. The offer may be over by now.
moment-share-picture = { $name }, with a QR code that opens this moment
