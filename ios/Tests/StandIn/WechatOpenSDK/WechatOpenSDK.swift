// A stand-in for WeChat's SDK for iOS (WechatOpenSDK 2.0): its signatures as Swift sees them. Tests read what was sent.
@_exported import Foundation

open class BaseReq: NSObject {}

open class BaseResp: NSObject {
    public var errCode: Int32 = 0
    public var errStr = String()
}

public final class PayReq: BaseReq {
    public var partnerId = String()
    public var prepayId = String()
    public var nonceStr = String()
    public var timeStamp: UInt32 = 0
    public var package = String()
    public var sign = String()
}

public final class PayResp: BaseResp {
    public var returnKey = String()
}

@MainActor public protocol WXApiDelegate: AnyObject {
    func onReq(_ req: BaseReq)
    func onResp(_ resp: BaseResp)
}

@MainActor public final class WXApi: NSObject {
    /// For tests.
    public static var installed = false
    public private(set) static var sent: [BaseReq] = []

    public static func isWXAppInstalled() -> Bool { installed }

    public static func send(_ req: BaseReq, completion: ((Bool) -> Void)? = nil) {
        sent.append(req)
        completion?(installed)
    }

    /// A link of WeChat's to this app carries the code, for tests: `wx1://pay?ret=-2`.
    public static func handleOpen(_ url: URL, delegate: (any WXApiDelegate)?) -> Bool {
        guard url.scheme?.hasPrefix("wx") == true else { return false }
        let answer = PayResp()
        answer.errCode = Int32(url.absoluteString.split(separator: "=").last.map(String.init) ?? "") ?? 0
        delegate?.onResp(answer)
        return true
    }
}
