// Samples of home, results, a product, its 3D preview, the cart. Not in what ships: release builds leave this file empty.
#if DEBUG
import TradewindCore

extension SampleSnapshots {
    var home: Snapshot {
        snapshot(.home, text("Tradewind", "تريدويند"), .home(content: homeScreen(empty: nil)))
    }

    /// The first start without a network.
    var offline: Snapshot {
        let empty = EmptyState(
            title: text("No catalog yet", "لا يوجد كتالوج بعد"),
            body: text("Connect to a network once.", "اتصل بالشبكة مرة واحدة."), action: text("Try again", "أعد المحاولة"),
            code: "OFFLINE")
        let banner = Banner(
            tone: .warning, code: "OFFLINE", text: text("You are offline.", "أنت غير متصل."), action: "", answers: [])
        return snapshot(.home, text("Tradewind", "تريدويند"), .home(content: homeScreen(empty: empty)), banners: [banner])
    }

    private func homeScreen(empty: EmptyState?) -> HomeScreen {
        let categories = [("kitchen", text("Kitchen", "المطبخ"), "24"), ("light", text("Light", "الإضاءة"), "9")]
        return HomeScreen(
            searchHint: text("Search products", "ابحث عن منتجات"), clearLabel: text("Clear", "مسح"), code: code,
            ranked: text("Because you viewed a mug", "لأنك شاهدت كوبًا"),
            categoriesTitle: text("Categories", "الفئات"),
            categories: categories.map { key, name, count in
                CategoryTile(
                    key: key, name: name, count: count, accessibility: name, picture: key == "kitchen" ? picture(key) : nil)
            }, liveTitle: text("Live shows", "عروض مباشرة"), live: liveRows,
            dealsTitle: text("Deals", "العروض"), deals: cards, recentTitle: text("Recently seen", "شوهد مؤخرا"), recent: cards,
            asOf: text("Prices as of today, 9:00 AM", "الأسعار بتاريخ اليوم 9:00 ص"), loading: false, empty: empty, served: [])
    }

    /// Entering a code, and scanning one.
    var code: CodeEntry {
        CodeEntry(
            title: text("Enter a code", "إدخال رمز"), note: text("A short code or a link.", "رمز قصير أو رابط."),
            openLabel: text("Open", "فتح"), scanLabel: text("Scan a code", "مسح رمز بالكاميرا"),
            scanNote: text("No picture is kept.", "لا تُحفظ أي صورة."),
            scanRefused: text("The app isn’t allowed to use the camera.", "ليس لدى التطبيق إذن باستخدام الكاميرا."))
    }

    private var share: ShareCard {
        ShareCard(
            title: text("What you’re sharing", "ما ستشاركه"), picture: picture("mug"), message: mug + "\nhttps://shop.example/mug",
            link: "https://shop.example/mug", file: "product-mug.jpg", sendLabel: text("Choose an app", "اختيار تطبيق"),
            copyLabel: text("Copy text and link", "نسخ النص والرابط"), closeLabel: text("Close", "إغلاق"))
    }

    var results: Snapshot {
        let screen = ResultsScreen(
            words: "", searchHint: text("Search in Kitchen", "ابحث في المطبخ"), clearLabel: text("Clear", "مسح"),
            category: text("Kitchen", "المطبخ"), count: text("24 products", "24 منتجا"), total: 24, first: 0, rows: cards,
            byDoor: false, sortLabel: text("Sort by price at your door", "رتّب حسب السعر حتى بابك"), sortNote: "",
            asOf: text("Prices as of today, 9:00 AM", "الأسعار بتاريخ اليوم 9:00 ص"), loading: false, empty: nil)
        return snapshot(.home, text("Kitchen", "المطبخ"), .results(content: screen), back: true)
    }

    var product: Snapshot {
        let screen = ProductScreen(
            key: "mug", title: mug, brand: text("Kiln & Co", "كيلن"), price: price("14.40"), was: price("18.00"),
            priceTruth: "", unitPrice: text("$14.40 per 1 kg", "١٤٫٤٠ د.إ. لكل ١ كغ"),
            saleUntil: text("Sale until Sunday", "العرض حتى الأحد"), priceNote: text("Plus tax", "شامل الضريبة"), personalised: "",
            hold: hold,
            stock: text("In stock", "متوفر"), delivery: text("Delivery is chosen at checkout", "يتم اختيار التوصيل عند الدفع"),
            door: SampleDoor.door(text),
            description: text("Thrown by hand.\nSafe in the dishwasher.", "مصنوع يدويا.\nآمن في غسالة الصحون."),
            descriptionTitle: text("About", "نبذة"), pictures: [picture("mug"), picture("mug-side")], hasModel: true,
            previewLabel: text("See in 3D", "شاهد بالأبعاد الثلاثة"), variantsTitle: text("Color", "اللون"),
            variants: variants(selected: "mug"), facts: [Fact(label: text("Weight", "الوزن"), value: text("12 oz", "340 غ"))],
            addLabel: text("Add to cart", "أضف إلى السلة"), available: true, canAdd: true,
            inCart: text("2 in your cart", "2 في سلتك"),
            link: "https://shop.example/mug", linkLabel: text("On the shop's page", "على صفحة المتجر"),
            shareLabel: "", share: share, empty: nil)
        let toast = Toast(
            text: text("Added to the cart.", "أضيف إلى السلة."), undo: text("Undo", "تراجع"), dismiss: text("Dismiss", "إغلاق"))
        return snapshot(.home, mug, .product(content: screen), back: true, toast: toast)
    }

    var preview: Snapshot {
        let width = DimensionLabel(text: text("3.5 in", "9 سم"), accessibility: text("Width 3.5 in", "العرض 9 سم"), x: 0.5, y: 0.9)
        let screen = PreviewScreen(
            key: "mug", title: mug, price: price("14.40"), phase: .ready, notice: nil, picture: picture("mug"),
            accessibility: text("A mug, 3.5 in wide", "كوب بعرض 9 سم"), hint: text("Drag to turn it", "اسحب لتدويره"),
            animating: false,
            variantsTitle: text("Color", "اللون"), variants: variants(selected: "mug"),
            sizes: [Fact(label: text("Width", "العرض"), value: text("3.5 in", "9 سم"))], sizesShown: true,
            sizesLabel: text("Hide sizes", "إخفاء المقاسات"), labels: [width], resetLabel: text("Reset", "إعادة"),
            leftLabel: text("Turn left", "أدر يسارا"), rightLabel: text("Turn right", "أدر يمينا"),
            closerLabel: text("Closer", "أقرب"),
            fartherLabel: text("Farther", "أبعد"), addLabel: text("Add to cart", "أضف إلى السلة"), canAdd: true, inCart: "")
        return snapshot(.home, mug, .preview(content: screen), back: true)
    }

    var cart: Snapshot {
        let line = CartLineRow(
            key: "mug", title: mug, options: text("Indigo", "نيلي"), price: price("14.40"),
            unitPrice: text("$14.40 per 1 kg", "١٤٫٤٠ د.إ. لكل ١ كغ"), energy: "", condition: text("Used", "مستعمل"),
            personalised: "", hold: lostHold, lineTotal: price("28.80"), quantity: 2,
            quantityText: "2", canIncrease: true, notice: text("The price fell.", "انخفض السعر."), tone: .success,
            picture: picture("mug"), accessibility: mug, moreLabel: text("One more", "واحد أكثر"),
            lessLabel: text("One less", "واحد أقل"),
            removeLabel: text("Remove", "إزالة"))
        return snapshot(.cart, text("Cart", "السلة"), .cart(content: cartScreen(lines: [line], empty: nil)))
    }

    var emptyCart: Snapshot {
        let empty = EmptyState(
            title: text("Your cart is empty", "سلتك فارغة"), body: text("What you add is kept here.", "ما تضيفه يحفظ هنا."),
            action: "",
            code: nil)
        return snapshot(.cart, text("Cart", "السلة"), .cart(content: cartScreen(lines: [], empty: empty)))
    }

    private func cartScreen(lines: [CartLineRow], empty: EmptyState?) -> CartScreen {
        CartScreen(
            count: text("2 items", "قطعتان"), lines: lines, subtotalLabel: text("Subtotal", "المجموع الفرعي"),
            subtotal: price("28.80"),
            note: text("Delivery and tax come at checkout.", "تضاف رسوم التوصيل والضريبة عند الدفع."),
            door: SampleDoor.door(text), checkoutLabel: text("Check out", "إتمام الشراء"), canCheckout: true, acceptLabel: "",
            empty: empty)
    }
}
#endif
