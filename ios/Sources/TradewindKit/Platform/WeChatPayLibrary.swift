// WeChat Pay's own library, for apps that are built with its SDK.
#if canImport(WechatOpenSDK)
import Foundation
import TradewindCore
import WechatOpenSDK

public final class WeChatPayLibrary: NSObject, PaymentLibrary, WXApiDelegate {
    private var waiting: (@MainActor (String) -> Void)?

    public override init() {}

    public var isReady: Bool { WXApi.isWXAppInstalled() }

    /// `payload` is a JSON object of the fields that the merchant signed, by WeChat's names. The answer is `errCode`.
    public func pay(_ payload: String, answer: @escaping @MainActor (String) -> Void) {
        guard let fields = (try? JSONSerialization.jsonObject(with: Data(payload.utf8))) as? [String: Any] else { return }
        let text = { (name: String) in fields[name].map { "\($0)" } ?? .init() }
        let request = PayReq()
        request.partnerId = text("partnerid")
        request.prepayId = text("prepayid")
        request.nonceStr = text("noncestr")
        request.timeStamp = UInt32(text("timestamp")) ?? 0
        request.package = text("package")
        request.sign = text("sign")
        waiting = answer
        WXApi.send(request)
    }

    public func takes(_ link: URL) -> Bool {
        WXApi.handleOpen(link, delegate: self)
    }

    public func onReq(_ req: BaseReq) {}

    public func onResp(_ resp: BaseResp) {
        guard resp is PayResp else { return }
        waiting?(String(resp.errCode))
        waiting = nil
    }
}
#endif
