// Stands in for WeChat's SDK: a payment's request and answer.
package com.tencent.mm.opensdk.modelpay

import com.tencent.mm.opensdk.modelbase.BaseReq
import com.tencent.mm.opensdk.modelbase.BaseResp

class PayReq : BaseReq() {
    @JvmField
    var appId: String? = null

    @JvmField
    var partnerId: String? = null

    @JvmField
    var prepayId: String? = null

    @JvmField
    var nonceStr: String? = null

    @JvmField
    var timeStamp: String? = null

    @JvmField
    var packageValue: String? = null

    @JvmField
    var sign: String? = null

    @JvmField
    var extData: String? = null
}

class PayResp : BaseResp() {
    @JvmField
    var prepayId: String? = null

    @JvmField
    var extData: String? = null
}
