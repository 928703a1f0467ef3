// Stands in for Alipay's SDK (com.alipay.sdk:alipaysdk-android 15.8): its signatures; it never ships. Tests say what it answers.
package com.alipay.sdk.app

import android.app.Activity

class PayTask(@Suppress("unused") private val activity: Activity) {
    /** Blocks until the person is back. */
    fun payV2(orderInfo: String, @Suppress("UNUSED_PARAMETER") isShowPayLoading: Boolean): Map<String, String> = answer(orderInfo)

    companion object {
        var answer: (String) -> Map<String, String> = { emptyMap() }
    }
}
