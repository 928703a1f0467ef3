// Stands in for WeChat's SDK (com.tencent.mm.opensdk:wechat-sdk-android 6.8): its signatures; it never ships.
package com.tencent.mm.opensdk.openapi

import android.content.Context
import android.content.Intent
import com.tencent.mm.opensdk.modelbase.BaseReq
import com.tencent.mm.opensdk.modelbase.BaseResp

interface IWXAPI {
    val isWXAppInstalled: Boolean

    fun registerApp(appId: String): Boolean

    fun handleIntent(intent: Intent, handler: IWXAPIEventHandler): Boolean

    fun sendReq(request: BaseReq): Boolean
}

interface IWXAPIEventHandler {
    fun onReq(request: BaseReq)

    fun onResp(response: BaseResp)
}

object WXAPIFactory {
    /** Tests put theirs here. */
    var api: IWXAPI? = null

    @JvmStatic
    fun createWXAPI(@Suppress("UNUSED_PARAMETER") context: Context, @Suppress("UNUSED_PARAMETER") appId: String?): IWXAPI =
        checkNotNull(api) { "no test has set it" }
}
