//! What a person does in the checkout, and what a wallet answers.

use tradewind_domain::address::BuyerField;
use tradewind_ports::WalletAnswer;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CheckoutIntent {
    Open,
    EditBuyer { field: BuyerField, value: String },
    SubmitBuyer,
    ChangeBuyer,
    ChangeBilling,
    BillingAsDelivery,
    ChooseDelivery { key: String },
    ChooseTerm { key: String },
    AddCode { code: String },
    RemoveCode { key: String },
    AcceptPrice,
    Pay { method: Option<String> },
    WalletAnswered { sheet: String, answer: WalletAnswer },
    PutAside,
    OpenHandOff,
    StopPayment,
    GiveUpVoucher { key: String },
    PaymentReturned { link: String },
    HandOffAnswered { key: String, text: String },
    SurfaceSaid { key: String, origin: String, text: String },
    SurfaceClosed { key: String },
    Done,
}
