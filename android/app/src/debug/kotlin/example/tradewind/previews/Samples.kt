// Sample snapshots for previews, in English and Arabic. Not in what ships: this source set is for debug builds alone.
package example.tradewind.previews

import example.tradewind.core.BuyerField
import example.tradewind.core.CartLineRow
import example.tradewind.core.CartScreen
import example.tradewind.core.CategoryTile
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.CheckoutScreen
import example.tradewind.core.DeliveryRow
import example.tradewind.core.EventRow
import example.tradewind.core.Fact
import example.tradewind.core.FieldInput
import example.tradewind.core.HomeScreen
import example.tradewind.core.Notice
import example.tradewind.core.OrderRow
import example.tradewind.core.OrderScreen
import example.tradewind.core.OrderStatus
import example.tradewind.core.OrdersScreen
import example.tradewind.core.PreviewPhase
import example.tradewind.core.PreviewScreen
import example.tradewind.core.ProductScreen
import example.tradewind.core.ResultsScreen
import example.tradewind.core.Screen
import example.tradewind.core.SettingsScreen
import example.tradewind.core.Tab
import example.tradewind.core.Tone

/** One of each screen as the core would send it, in one language. */
class Samples(language: String) : SampleParts(language) {
    val home = snapshot(
        text("Shop", "المتجر"),
        Tab.HOME,
        Screen.Home(
            HomeScreen(
                searchHint = text("Search", "بحث"),
                clearLabel = text("Clear", "مسح"),
                code = code,
                ranked = text("Because you viewed a mug", "لأنك شاهدت كوبًا"),
                categoriesTitle = text("Categories", "الفئات"),
                categories = listOf(text("Mugs", "أكواب"), text("Vases", "مزهريات"), text("Textiles", "منسوجات")).map {
                    CategoryTile(key = it, name = it, count = text("24 products", "٢٤ منتجًا"), accessibility = it, picture = picture(it))
                },
                liveTitle = text("Live shows", "عروض مباشرة"),
                live = sampleShows(this),
                dealsTitle = text("Deals", "عروض"),
                deals = cards,
                recentTitle = text("Recently viewed", "شوهد مؤخرًا"),
                recent = cards.take(2),
                asOf = text("Prices as of 10:00", "الأسعار في ١٠:٠٠"),
                loading = false,
                empty = null,
                served = emptyList(),
            ),
        ),
    )

    val results = snapshot(
        text("Mugs", "أكواب"),
        Tab.HOME,
        Screen.Results(
            ResultsScreen(
                words = "",
                searchHint = text("Search", "بحث"),
                clearLabel = text("Clear", "مسح"),
                category = "mugs",
                count = text("4 products", "٤ منتجات"),
                total = cards.size.toUInt(),
                first = 0u,
                rows = cards,
                byDoor = false,
                sortLabel = text("Sort by price at your door", "رتّب حسب السعر حتى بابك"),
                sortNote = "",
                asOf = "",
                loading = false,
                empty = null,
            ),
        ),
    )

    val product = snapshot(
        mug,
        Tab.HOME,
        Screen.Product(
            ProductScreen(
                key = "mug-celadon",
                title = mug,
                brand = text("Harbour Pottery", "فخار الميناء"),
                price = price,
                was = total,
                priceTruth = "",
                unitPrice = "",
                saleUntil = text("Until Sunday", "حتى الأحد"),
                priceNote = text("plus delivery", "دون التوصيل"),
                personalised = "",
                hold = sampleHold(::text),
                stock = text("In stock", "متوفر"),
                delivery = text("Arrives in 3 to 5 days", "يصل خلال ٣ إلى ٥ أيام"),
                door = sampleDoor(::text),
                description = text("Thrown and glazed by hand.", "مصنوع ومزجج يدويًا."),
                descriptionTitle = text("About", "الوصف"),
                pictures = listOf(picture(mug), picture(vase)),
                hasModel = true,
                previewLabel = text("View in 3D", "عرض ثلاثي الأبعاد"),
                variantsTitle = text("Glaze", "اللون"),
                variants = variants,
                facts = listOf(Fact(label = text("Height", "الارتفاع"), value = text("9.5 cm", "٩٫٥ سم"))),
                addLabel = text("Add to cart", "أضف إلى السلة"),
                available = true,
                canAdd = true,
                inCart = text("1 in the cart", "١ في السلة"),
                link = "",
                linkLabel = "",
                shareLabel = "",
                share = share,
                empty = null,
            ),
        ),
    )

    val preview = snapshot(
        mug,
        Tab.HOME,
        Screen.Preview(
            PreviewScreen(
                key = "mug-celadon",
                title = mug,
                price = price,
                phase = PreviewPhase.READY,
                notice = null,
                picture = picture(mug),
                accessibility = mug,
                hint = text("Drag to turn", "اسحب للتدوير"),
                animating = false,
                variantsTitle = text("Glaze", "اللون"),
                variants = variants,
                sizes = listOf(Fact(label = text("Height", "الارتفاع"), value = text("9.5 cm", "٩٫٥ سم"))),
                sizesShown = false,
                sizesLabel = text("Sizes", "المقاسات"),
                labels = emptyList(),
                resetLabel = text("Reset", "إعادة"),
                leftLabel = text("Turn left", "يسارًا"),
                rightLabel = text("Turn right", "يمينًا"),
                closerLabel = text("Closer", "أقرب"),
                fartherLabel = text("Farther", "أبعد"),
                addLabel = text("Add to cart", "أضف إلى السلة"),
                canAdd = true,
                inCart = "",
            ),
        ),
    )

    val cart = snapshot(
        text("Cart", "السلة"),
        Tab.CART,
        Screen.Cart(
            CartScreen(
                count = text("2 items", "عنصران"),
                lines = listOf(
                    CartLineRow(
                        key = "mug-celadon",
                        title = mug,
                        options = text("Celadon", "سيلادون"),
                        price = price,
                        unitPrice = text("$60.00 per 1 kg", "‏٦٠٫٠٠ د.إ. لكل ١ كغم"),
                        energy = "",
                        condition = text("Used", "مستعمل"),
                        personalised = "",
                        hold = sampleHold(::text).over(::text),
                        lineTotal = text("$36.00", "‏٣٦٫٠٠ د.إ."),
                        quantity = 2u,
                        quantityText = text("2", "٢"),
                        canIncrease = true,
                        notice = text("The price has changed", "تغيّر السعر"),
                        tone = Tone.WARNING,
                        picture = picture(mug),
                        accessibility = mug,
                        moreLabel = text("One more", "زيادة"),
                        lessLabel = text("One less", "إنقاص"),
                        removeLabel = text("Remove", "إزالة"),
                    ),
                ),
                subtotalLabel = text("Subtotal", "المجموع الفرعي"),
                subtotal = text("$36.00", "‏٣٦٫٠٠ د.إ."),
                note = text("Delivery is added at checkout", "يضاف التوصيل عند الدفع"),
                door = sampleDoor(::text),
                checkoutLabel = text("Checkout", "إتمام الشراء"),
                canCheckout = true,
                acceptLabel = "",
                empty = null,
            ),
        ),
    )

    private val checkout = CheckoutScreen(
        phase = CheckoutPhase.REVIEW,
        loading = false,
        notice = null,
        buyerTitle = text("Deliver to", "التوصيل إلى"),
        fields = emptyList(),
        submitLabel = text("Continue", "متابعة"),
        canSubmit = true,
        buyerSummary = address,
        changeLabel = text("Change", "تغيير"),
        billingTitle = text("Billing address", "عنوان الفاتورة"),
        billingSummary = listOf(text("Same as the delivery address", "مطابق لعنوان التوصيل")),
        billingLabel = text("Change", "تغيير"),
        billingSameLabel = "",
        deliveryTitle = text("Delivery", "التوصيل"),
        delivery = listOf(text("Standard", "عادي"), text("Express", "سريع")).mapIndexed { at, title ->
            DeliveryRow(
                key = "delivery-$at",
                title = title,
                description = text("3 to 5 days", "٣ إلى ٥ أيام"),
                price = text("$5.00", "‏٥٫٠٠ د.إ."),
                selected = at == 0,
                accessibility = title,
                parcel = "",
            )
        },
        termsTitle = text("When you pay", "مواعيد الدفع"),
        terms = listOf(term("now", true), term("half", false)),
        lines = bought,
        holds = listOf(sampleHold(::text)),
        totals = totals,
        door = sampleDoor(::text),
        doorNote = "",
        codeHint = text("Discount code", "رمز الخصم"),
        codeLabel = text("Apply", "تطبيق"),
        codes = emptyList(),
        messages = emptyList(),
        links = emptyList(),
        continueUrl = "",
        continueLabel = "",
        payLabel = text("Pay $41.00", "ادفع ‏٤١٫٠٠ د.إ."),
        methods = emptyList(),
        moreMethods = emptyList(),
        moreLabel = "",
        canPay = true,
        payBlocked = "",
        payBlockedCode = "",
        acceptLabel = "",
        retryLabel = "",
        asideLabel = "",
        contactTitle = "",
        contact = "",
        doneLabel = "",
        order = null,
        receipt = null,
        handOff = null,
    )

    val form = snapshot(
        text("Checkout", "إتمام الشراء"),
        Tab.CART,
        Screen.Checkout(
            checkout.copy(
                phase = CheckoutPhase.BUYER,
                buyerSummary = emptyList(),
                fields = listOf(
                    field(BuyerField.EMAIL, text("Email", "البريد الإلكتروني"), "noor@example.com", FieldInput.EMAIL, ""),
                    field(BuyerField.FIRST_NAME, text("First name", "الاسم"), "", FieldInput.TEXT, text("Enter a name", "أدخل الاسم")),
                ),
            ),
        ),
    )

    val review = snapshot(text("Checkout", "إتمام الشراء"), Tab.CART, Screen.Checkout(checkout))

    val confirmed = snapshot(
        text("Checkout", "إتمام الشراء"),
        Tab.CART,
        Screen.Checkout(
            checkout.copy(
                phase = CheckoutPhase.CONFIRMED,
                notice = Notice(Tone.SUCCESS, null, text("Thank you", "شكرًا لك"), text("Your order is placed.", "تم تسجيل طلبك.")),
                delivery = emptyList(),
                codeHint = "",
                doneLabel = text("Show the order", "عرض الطلب"),
            ),
        ),
    )

    val withCode = snapshot(
        text("Checkout", "إتمام الشراء"),
        Tab.CART,
        Screen.Checkout(
            checkout.copy(phase = CheckoutPhase.WITH_PERSON, buyerSummary = emptyList(), delivery = emptyList(), handOff = paymentCode),
        ),
    )

    val inAnotherApp = snapshot(
        text("Checkout", "إتمام الشراء"),
        Tab.CART,
        Screen.Checkout(
            checkout.copy(phase = CheckoutPhase.WITH_PERSON, buyerSummary = emptyList(), delivery = emptyList(), handOff = paymentApp),
        ),
    )

    val withVoucher = snapshot(
        text("Checkout", "إتمام الشراء"),
        Tab.CART,
        Screen.Checkout(checkout.copy(phase = CheckoutPhase.VOUCHER, handOff = voucher, doneLabel = text("Done", "تم"))),
    )

    val orders = snapshot(
        text("Orders", "الطلبات"),
        Tab.ORDERS,
        Screen.Orders(
            OrdersScreen(
                waitingTitle = text("Waiting for your payment", "بانتظار الدفع"),
                waiting = listOf(voucher),
                rows = listOf(OrderStatus.SHIPPED, OrderStatus.DELIVERED).mapIndexed { at, status ->
                    OrderRow(
                        key = "order-$at",
                        title = text("Order T-10$at", "الطلب T-10$at"),
                        status = label(status),
                        statusKey = status,
                        placed = text("Placed on 3 May", "سُجّل في ٣ مايو"),
                        total = total,
                        items = text("2 items", "عنصران"),
                        accessibility = text("Order T-10$at", "الطلب T-10$at"),
                    )
                },
                empty = null,
            ),
        ),
    )

    val order = snapshot(
        text("Order T-100", "الطلب T-100"),
        Tab.ORDERS,
        Screen.Order(
            OrderScreen(
                key = "order-0",
                heading = text("Order T-100", "الطلب T-100"),
                notice = null,
                status = label(OrderStatus.SHIPPED),
                statusKey = OrderStatus.SHIPPED,
                placed = text("Placed on 3 May", "سُجّل في ٣ مايو"),
                lines = bought,
                totals = totals,
                laterTitle = "",
                later = emptyList(),
                receipt = sampleReceipt(::text),
                receiptExport = "{}",
                receiptFile = "receipt.json",
                receiptExportLabel = text("Save the result", "حفظ نتيجة التحقق"),
                momentsTitle = text("Seen in a show", "شوهد في عرض"),
                moments = listOf(sampleMoment(::text)),
                share = null,
                timelineTitle = text("Timeline", "سير الطلب"),
                timeline = listOf(
                    EventRow(text = label(OrderStatus.SHIPPED), `when` = text("5 May", "٥ مايو"), detail = "", url = ""),
                    EventRow(text = text("Placed", "سُجّل"), `when` = text("3 May", "٣ مايو"), detail = "", url = ""),
                ),
                link = "",
                linkLabel = "",
                empty = null,
            ),
        ),
    )

    val settings = snapshot(
        text("Settings", "الإعدادات"),
        Tab.SETTINGS,
        Screen.Settings(
            SettingsScreen(
                choices = choices,
                spent = spent,
                consent = consent,
                code = code,
                buyerTitle = text("Your data", "بياناتك"),
                buyer = address,
                deleteLabel = text("Delete", "حذف"),
                aboutTitle = text("About", "حول"),
                about = listOf(Fact(label = text("Catalog", "الكتالوج"), value = text("3 May", "٣ مايو"))),
                refreshLabel = text("Refresh", "تحديث"),
                eraseTitle = text("Erase everything", "محو كل شيء"),
                eraseNote = text("Removes cart, orders and address.", "يزيل السلة والطلبات والعنوان."),
                eraseLabel = text("Erase", "محو"),
                eraseConfirm = "",
            ),
        ),
    )
}
