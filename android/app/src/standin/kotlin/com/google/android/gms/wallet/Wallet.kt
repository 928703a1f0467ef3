// Stands in for Google Pay (com.google.android.gms:play-services-wallet 19.4): its signatures; it never ships.
package com.google.android.gms.wallet

import android.content.Context
import com.google.android.gms.tasks.Task

object WalletConstants {
    const val ENVIRONMENT_PRODUCTION = 1
    const val ENVIRONMENT_TEST = 3
}

class IsReadyToPayRequest private constructor(val json: String) {
    companion object {
        @JvmStatic
        fun fromJson(json: String) = IsReadyToPayRequest(json)
    }
}

class PaymentDataRequest private constructor(private val json: String) {
    fun toJson(): String = json

    companion object {
        @JvmStatic
        fun fromJson(json: String) = PaymentDataRequest(json)
    }
}

class PaymentData private constructor(private val json: String) {
    fun toJson(): String = json

    companion object {
        @JvmStatic
        fun fromJson(json: String) = PaymentData(json)
    }
}

interface PaymentsClient {
    fun isReadyToPay(request: IsReadyToPayRequest): Task<Boolean>

    fun loadPaymentData(request: PaymentDataRequest): Task<PaymentData>
}

object Wallet {
    /** Tests put theirs here. */
    var client: (environment: Int) -> PaymentsClient = { error("no test has set it") }

    @JvmStatic
    fun getPaymentsClient(@Suppress("UNUSED_PARAMETER") context: Context, options: WalletOptions): PaymentsClient =
        client(options.environment)

    class WalletOptions private constructor(val environment: Int) {
        class Builder {
            private var environment = WalletConstants.ENVIRONMENT_TEST

            fun setEnvironment(environment: Int) = apply { this.environment = environment }

            fun build() = WalletOptions(environment)
        }
    }
}
