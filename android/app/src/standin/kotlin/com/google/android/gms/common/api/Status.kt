// Stands in for Play services' status (com.google.android.gms:play-services-base 18.5): its signatures; it never ships.
package com.google.android.gms.common.api

class Status(val statusCode: Int)

object CommonStatusCodes {
    const val SUCCESS = 0
    const val CANCELED = 16
}
