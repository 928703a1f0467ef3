//! The merchant's own words, in its four languages.

/// A sentence of the merchant's, in the language asked for, else English.
pub(crate) fn say(language: &str, key: &str) -> &'static str {
    let row = WORDS.iter().find(|(known, _)| *known == key).map(|(_, words)| words);
    let at = match language.get(..2).unwrap_or_default() {
        "de" => 1,
        "ar" => 2,
        "ja" => 3,
        _ => 0,
    };
    row.map(|words| words[at]).unwrap_or_default()
}

const WORDS: &[(&str, [&str; 4])] = &[
    ("standard", ["Standard", "Standardversand", "توصيل عادي", "通常配送"]),
    ("standard_note", ["5 to 8 working days", "5 bis 8 Werktage", "من 5 إلى 8 أيام عمل", "5〜8営業日"]),
    ("express", ["Express", "Expressversand", "توصيل سريع", "速達"]),
    ("express_note", ["2 to 3 working days", "2 bis 3 Werktage", "من يومين إلى 3 أيام عمل", "2〜3営業日"]),
    ("sales_tax", ["Sales tax", "Umsatzsteuer", "ضريبة المبيعات", "売上税"]),
    ("vat", ["VAT", "MwSt.", "ضريبة القيمة المضافة", "消費税"]),
    ("net", ["Before tax", "Netto", "قبل الضريبة", "税抜"]),
    ("terms", ["Terms of sale", "Allgemeine Geschäftsbedingungen", "شروط البيع", "販売条件"]),
    ("privacy", ["Privacy policy", "Datenschutzerklärung", "سياسة الخصوصية", "プライバシーポリシー"]),
    (
        "not_modifiable",
        [
            "This checkout cannot be changed now.",
            "Diese Bestellung lässt sich gerade nicht ändern.",
            "لا يمكن تغيير هذا الطلب الآن.",
            "この注文は現在変更できません。",
        ],
    ),
    (
        "show_past",
        [
            "Made by hand: the first round",
            "Von Hand gemacht: die erste Runde",
            "صُنع باليد: الجولة الأولى",
            "手仕事の品々：第一回",
        ],
    ),
    (
        "show_now",
        [
            "Made by hand: eight things, seen from all sides",
            "Von Hand gemacht: acht Dinge von allen Seiten",
            "صُنع باليد: ثماني قطع من كل الجهات",
            "手仕事の品々：八つをぐるりと一周",
        ],
    ),
    (
        "show_next",
        [
            "Made by hand: once more, with new prices",
            "Von Hand gemacht: noch einmal, mit neuen Preisen",
            "صُنع باليد: مرة أخرى بأسعار جديدة",
            "手仕事の品々：新しい価格でもう一度",
        ],
    ),
    (
        "hold_expired",
        [
            "The held price has run out.",
            "Der reservierte Preis ist abgelaufen.",
            "انتهت مدة السعر المحجوز.",
            "確保された価格の期限が切れました。",
        ],
    ),
    (
        "hold_oversold",
        [
            "Fewer are left at the held price than you want.",
            "Zum reservierten Preis sind weniger übrig, als du möchtest.",
            "ما تبقّى بالسعر المحجوز أقل مما تريد.",
            "確保された価格の残りがご希望の数に足りません。",
        ],
    ),
    (
        "hold_unknown",
        [
            "This held price is not one of ours, or was taken back.",
            "Dieser reservierte Preis ist nicht von uns oder wurde zurückgenommen.",
            "هذا السعر المحجوز ليس من متجرنا أو تم سحبه.",
            "この価格は当店のものではないか、取り消されました。",
        ],
    ),
    (
        "hold_mismatch",
        [
            "The held price is for something else.",
            "Der reservierte Preis gilt für etwas anderes.",
            "السعر المحجوز يخص شيئًا آخر.",
            "この価格は別の商品のものです。",
        ],
    ),
    (
        "destination_unknown",
        [
            "This place is not one of those listed.",
            "Dieser Ort ist keiner der genannten.",
            "هذا المكان ليس من الأماكن المذكورة.",
            "この場所は一覧にありません。",
        ],
    ),
    (
        "option_unknown",
        [
            "This kind of delivery is not one of those listed.",
            "Diese Versandart ist keine der genannten.",
            "طريقة التوصيل هذه ليست من الطرق المذكورة.",
            "この配送方法は一覧にありません。",
        ],
    ),
    (
        "field_required",
        [
            "Something that the shop asked for is missing or different.",
            "Etwas, worum der Shop gebeten hat, fehlt oder ist anders.",
            "هناك شيء طلبه المتجر ناقص أو مختلف.",
            "お店が求めた内容が不足しているか、異なっています。",
        ],
    ),
    (
        "need_email",
        [
            "Please give an email address.",
            "Bitte gib eine E-Mail-Adresse an.",
            "يرجى إدخال البريد الإلكتروني.",
            "メールアドレスを入力してください。",
        ],
    ),
    (
        "need_address",
        [
            "Please give a delivery address.",
            "Bitte gib eine Lieferadresse an.",
            "يرجى إدخال عنوان التوصيل.",
            "お届け先を入力してください。",
        ],
    ),
    (
        "out_of_stock",
        [
            "This item is sold out.",
            "Dieser Artikel ist ausverkauft.",
            "نفدت كمية هذه القطعة.",
            "この商品は売り切れです。",
        ],
    ),
    (
        "quantity",
        [
            "Fewer of this item are in stock than you asked for.",
            "Von diesem Artikel ist weniger da als gewünscht.",
            "الكمية المتبقية أقل مما طلبت.",
            "ご希望の数量の在庫がありません。",
        ],
    ),
    (
        "unknown_item",
        [
            "This item is not sold here.",
            "Dieser Artikel wird hier nicht verkauft.",
            "هذه القطعة لا تُباع هنا.",
            "この商品は取り扱いがありません。",
        ],
    ),
    (
        "bad_code",
        [
            "This discount code is not valid.",
            "Dieser Rabattcode gilt nicht.",
            "رمز الخصم غير صالح.",
            "このクーポンコードは使えません。",
        ],
    ),
    (
        "declined",
        [
            "The payment was declined.",
            "Die Zahlung wurde abgelehnt.",
            "رُفضت عملية الدفع.",
            "お支払いが承認されませんでした。",
        ],
    ),
    (
        "unconfirmed",
        [
            "The payment provider does not answer. Whether this is paid is not known yet.",
            "Der Zahlungsanbieter antwortet nicht. Ob bezahlt ist, steht noch nicht fest.",
            "مزوّد خدمة الدفع لا يستجيب. لا يُعرف بعد هل تم الدفع.",
            "決済サービスから応答がありません。お支払いが完了したかはまだ分かりません。",
        ],
    ),
    (
        "cancelled",
        [
            "The payment was cancelled.",
            "Die Zahlung wurde abgebrochen.",
            "أُلغيت عملية الدفع.",
            "お支払いがキャンセルされました。",
        ],
    ),
    (
        "expired",
        [
            "The time to pay is over.",
            "Die Zeit zum Bezahlen ist abgelaufen.",
            "انتهت مهلة الدفع.",
            "お支払いの期限が過ぎました。",
        ],
    ),
    (
        "need_destination",
        [
            "Please choose where it goes.",
            "Bitte wähle aus, wohin geliefert werden soll.",
            "يرجى اختيار وجهة التوصيل.",
            "お届け先をお選びください。",
        ],
    ),
    (
        "need_option",
        [
            "Please choose how it is delivered.",
            "Bitte wähle eine Versandart.",
            "يرجى اختيار طريقة التوصيل.",
            "配送方法をお選びください。",
        ],
    ),
    (
        "price_changed",
        [
            "The price has changed. Please look at the new total.",
            "Der Preis hat sich geändert. Bitte prüfe die neue Summe.",
            "تغيّر السعر. يرجى مراجعة المبلغ الجديد.",
            "価格が変わりました。新しい合計をご確認ください。",
        ],
    ),
    (
        "undeliverable",
        [
            "We do not deliver to this address.",
            "An diese Adresse liefern wir nicht.",
            "لا نوصّل إلى هذا العنوان.",
            "この住所にはお届けできません。",
        ],
    ),
    (
        "funds",
        ["Insufficient funds.", "Die Deckung reicht nicht aus.", "الرصيد غير كافٍ.", "残高が不足しています。"],
    ),
    (
        "bank",
        [
            "Your bank wants to verify this payment.",
            "Deine Bank möchte diese Zahlung bestätigen.",
            "يريد مصرفك التحقق من عملية الدفع هذه.",
            "カード会社による本人確認が必要です。",
        ],
    ),
    (
        "age",
        [
            "Age check failed, this order will not ship.",
            "Altersprüfung nicht bestanden, diese Bestellung wird nicht versandt.",
            "لم يُجتز التحقق من العمر، ولن تُشحن هذه الطلبية.",
            "年齢確認ができなかったため、この注文は発送されません。",
        ],
    ),
    (
        "review",
        [
            "Large orders are completed on our page.",
            "Große Bestellungen schließen wir auf unserer Seite ab.",
            "تُستكمل الطلبات الكبيرة في صفحتنا.",
            "大口のご注文は当店のページで承ります。",
        ],
    ),
    (
        "term_unknown",
        [
            "This term of payment is not offered.",
            "Dieser Zahlungsplan wird nicht angeboten.",
            "خطة الدفع هذه غير متاحة.",
            "このお支払い方法は選べません。",
        ],
    ),
    (
        "payment_term_changed",
        [
            "The term of payment you chose is no longer offered.",
            "Der gewählte Zahlungsplan wird nicht mehr angeboten.",
            "لم تعد خطة الدفع التي اخترتها متاحة.",
            "選択されたお支払いプランは現在ご利用いただけません。",
        ],
    ),
    (
        "credit_terms",
        [
            "Four equal payments, no interest and no fees.",
            "Vier gleiche Raten, ohne Zinsen und Gebühren.",
            "أربع دفعات متساوية بلا فوائد ولا رسوم.",
            "4回の均等払い、金利・手数料はかかりません。",
        ],
    ),
    ("term_now", ["Pay now", "Sofort zahlen", "الدفع الآن", "今すぐ支払う"]),
    (
        "term_now_note",
        [
            "5% off for paying today.",
            "5 % Nachlass bei sofortiger Zahlung.",
            "خصم 5% عند الدفع اليوم.",
            "本日のお支払いで5%割引。",
        ],
    ),
    (
        "term_now_discount",
        ["Discount for paying now", "Nachlass für Sofortzahlung", "خصم الدفع الفوري", "即時払い割引"],
    ),
    (
        "term_half",
        [
            "Half now, half on delivery",
            "Die Hälfte jetzt, die Hälfte bei Lieferung",
            "النصف الآن والنصف عند التسليم",
            "半額を今、残りを配達時に",
        ],
    ),
    ("term_four", ["Pay in 4", "In 4 Raten", "على 4 دفعات", "4回払い"]),
    ("term_four_note", ["No interest.", "Ohne Zinsen.", "بدون فوائد.", "金利なし。"]),
    ("term_invoice", ["By invoice", "Auf Rechnung", "بفاتورة", "請求書払い"]),
    ("due_today", ["Due today.", "Heute fällig.", "تُستحق اليوم.", "本日のお支払い。"]),
    (
        "due_on_delivery",
        ["Due on delivery.", "Bei Lieferung fällig.", "تُستحق عند التسليم.", "配達時のお支払い。"],
    ),
    (
        "due_in_60_days",
        ["Due in 60 days.", "In 60 Tagen fällig.", "تُستحق بعد 60 يومًا.", "60日後のお支払い。"],
    ),
    ("due_on", ["Due on", "Fällig am", "تُستحق في", "お支払日"]),
    (
        "due_invoice",
        [
            "Due 14 days after the invoice.",
            "14 Tage nach Rechnung fällig.",
            "تُستحق بعد 14 يومًا من الفاتورة.",
            "請求書の発行から14日以内のお支払い。",
        ],
    ),
    ("welcome", ["Welcome discount", "Willkommensrabatt", "خصم الترحيب", "ご新規様割引"]),
    ("shipped", ["Parcel handed over", "Paket übergeben", "سُلّم الطرد", "荷物を引き渡しました"]),
    ("transit", ["Parcel on its way", "Paket unterwegs", "الطرد في الطريق", "荷物は輸送中です"]),
    ("delivered", ["Parcel delivered", "Paket zugestellt", "سُلّم الطرد إلى صاحبه", "荷物を配達しました"]),
];
