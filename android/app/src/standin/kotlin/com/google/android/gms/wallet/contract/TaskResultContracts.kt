// Stands in for Google Pay's activity contract (com.google.android.gms:play-services-wallet 19.4): its signatures; it never ships.
package com.google.android.gms.wallet.contract

import android.app.Activity
import android.content.Context
import android.content.Intent
import androidx.activity.result.contract.ActivityResultContract
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.Status
import com.google.android.gms.tasks.Task
import com.google.android.gms.wallet.PaymentData

class ApiTaskResult<T>(val result: T?, val status: Status)

object TaskResultContracts {
    /** The sheet is an activity of this action here; its result carries the data, or an error's code. */
    class GetPaymentDataResult : ActivityResultContract<Task<PaymentData>, ApiTaskResult<PaymentData>>() {
        override fun createIntent(context: Context, input: Task<PaymentData>) = Intent(SHEET)

        override fun parseResult(resultCode: Int, intent: Intent?): ApiTaskResult<PaymentData> = when (resultCode) {
            Activity.RESULT_OK -> {
                val data = PaymentData.fromJson(intent?.getStringExtra(DATA).orEmpty())
                ApiTaskResult(data, Status(CommonStatusCodes.SUCCESS))
            }
            Activity.RESULT_CANCELED -> ApiTaskResult(null, Status(CommonStatusCodes.CANCELED))
            else -> ApiTaskResult(null, Status(resultCode))
        }
    }

    const val SHEET = "standin.google.pay"
    const val DATA = "data"
}
