// Samples of what a person is handed to pay with. Not in what ships: release builds leave this file empty.
#if DEBUG
import Foundation
import TradewindCore

extension SampleSnapshots {
    var withCode: Snapshot { checkout(.withPerson, handOff: paymentCode) }
    var inAnotherApp: Snapshot { checkout(.withPerson, handOff: paymentApp) }
    var withVoucher: Snapshot { checkout(.voucher, handOff: voucher) }

    var paymentCode: HandOffView {
        HandOffView(
            kind: .code, key: "code", title: text("Pay with this code", "ادفع بهذا الرمز"),
            body: text("Scan it with your bank's app, or copy it.", "امسحه بتطبيق مصرفك أو انسخه."),
            until: text("Until 10:30", "حتى 10:30"),
            openLabel: "", code: "TRADEWIND", copyLabel: text("Copy the code", "انسخ الرمز"), picture: picture, page: "",
            pageLabel: "",
            closeLabel: "", stopLabel: stop)
    }

    var paymentApp: HandOffView {
        HandOffView(
            kind: .link, key: "app", title: text("Go on in the app", "تابع في التطبيق"),
            body: text("Approve it there and come back.", "وافق هناك ثم عد."), until: "",
            openLabel: text("Open the app", "افتح التطبيق"),
            code: "", copyLabel: "", picture: nil, page: "", pageLabel: "", closeLabel: "", stopLabel: stop)
    }

    var voucher: HandOffView {
        HandOffView(
            kind: .voucher, key: "voucher", title: text("Pay at the till", "ادفع عند الصندوق"),
            body: text("Show this at the shop next door.", "أظهر هذا في المتجر المجاور."), until: text("Until 6 May", "حتى 6 مايو"),
            openLabel: "", code: "0001 2345", copyLabel: text("Copy the number", "انسخ الرقم"), picture: picture,
            page: "https://shop.example/voucher", pageLabel: text("The voucher's page", "صفحة القسيمة"), closeLabel: "",
            stopLabel: text("Give up the voucher", "تخل عن القسيمة"))
    }

    private var stop: String { text("Stop this payment", "أوقف هذا الدفع") }

    /// The QR code of `TRADEWIND` (version 1, level L), made by segno.
    private var picture: CodePicture {
        CodePicture(
            side: 21,
            modules: Data(base64Encoded: "/hP8FRBugLt0ldulLsFNB/qv4BoADxsU7UH4/Wybq/dtJ4B4Z/s98F8cur6N0pPumGEEut/hr4A=") ?? Data())
    }
}
#endif
