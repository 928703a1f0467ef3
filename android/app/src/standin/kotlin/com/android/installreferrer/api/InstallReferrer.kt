// Stands in for Google Play's install referrer (com.android.installreferrer:installreferrer 2.2): its signatures; it never ships.
package com.android.installreferrer.api

import android.content.Context
import android.os.Bundle

abstract class InstallReferrerClient {
    abstract val isReady: Boolean

    abstract val installReferrer: ReferrerDetails

    abstract fun startConnection(listener: InstallReferrerStateListener)

    abstract fun endConnection()

    object InstallReferrerResponse {
        const val SERVICE_DISCONNECTED = -1
        const val OK = 0
        const val SERVICE_UNAVAILABLE = 1
        const val FEATURE_NOT_SUPPORTED = 2
        const val DEVELOPER_ERROR = 3
    }

    class Builder {
        fun build(): InstallReferrerClient = client()
    }

    companion object {
        /** Tests put theirs here. */
        var client: () -> InstallReferrerClient = { error("no test has set it") }

        @JvmStatic
        fun newBuilder(@Suppress("UNUSED_PARAMETER") context: Context): Builder = Builder()
    }
}

interface InstallReferrerStateListener {
    fun onInstallReferrerSetupFinished(responseCode: Int)

    fun onInstallReferrerServiceDisconnected()
}

class ReferrerDetails(private val bundle: Bundle) {
    val installReferrer: String? get() = bundle.getString("install_referrer")
}
