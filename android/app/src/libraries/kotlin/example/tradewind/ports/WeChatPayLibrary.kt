// WeChat Pay's own library. For apps that are built with its SDK: add this folder to the app's sources and the SDK to what it needs.
package example.tradewind.ports

import com.tencent.mm.opensdk.modelbase.BaseReq
import com.tencent.mm.opensdk.modelbase.BaseResp
import com.tencent.mm.opensdk.modelpay.PayReq
import com.tencent.mm.opensdk.modelpay.PayResp
import com.tencent.mm.opensdk.openapi.IWXAPI
import com.tencent.mm.opensdk.openapi.IWXAPIEventHandler
import org.json.JSONException
import org.json.JSONObject

/**
 * WeChat answers an activity of the app's package, `wxapi.WXPayEntryActivity`: it gives its intent to `api.handleIntent` with this
 * object. On the main thread.
 */
class WeChatPayLibrary(private val api: IWXAPI) :
    PaymentLibrary,
    IWXAPIEventHandler {
    /** Who waits for an answer, by the payment's own id. */
    private val waiting = mutableMapOf<String, (String) -> Unit>()

    override val isReady: Boolean get() = api.isWXAppInstalled

    /** `payload` is a JSON object of the fields that the merchant signed, by WeChat's names. The answer is `errCode`. */
    override fun pay(payload: String, answer: (String) -> Unit) {
        val fields = try {
            JSONObject(payload)
        } catch (_: JSONException) {
            return
        }
        val request = PayReq().apply {
            appId = fields.optString("appid")
            partnerId = fields.optString("partnerid")
            prepayId = fields.optString("prepayid")
            packageValue = fields.optString("package")
            nonceStr = fields.optString("noncestr")
            timeStamp = fields.optString("timestamp")
            sign = fields.optString("sign")
        }
        request.prepayId?.let { waiting[it] = answer }
        api.sendReq(request)
    }

    override fun onReq(request: BaseReq) = Unit

    override fun onResp(response: BaseResp) {
        val prepayId = (response as? PayResp)?.prepayId ?: return
        waiting.remove(prepayId)?.invoke(response.errCode.toString())
    }
}
