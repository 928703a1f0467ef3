// The credential of the sandbox's wallet. A real wallet's token comes from PassKit and is never known here.
import TradewindCore

public enum SandboxWallet {
    /// The payment handler that this wallet pays by.
    public static let handler = "dev.tradewind.sandbox_wallet"
    /// What the sandbox merchant takes as paid.
    public static let approval = WalletOutcome.approved(credentialType: "token", token: "sandbox_ok")
}
