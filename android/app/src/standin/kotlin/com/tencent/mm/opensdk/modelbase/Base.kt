// Stands in for WeChat's SDK: what requests and answers have in common.
package com.tencent.mm.opensdk.modelbase

abstract class BaseReq {
    @JvmField
    var transaction: String? = null
}

abstract class BaseResp {
    @JvmField
    var errCode: Int = 0

    @JvmField
    var errStr: String? = null

    @JvmField
    var transaction: String? = null
}
