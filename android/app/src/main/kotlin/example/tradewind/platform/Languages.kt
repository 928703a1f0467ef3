// The preferred languages: the system's list, with the one chosen for this app first, as Android sorts it.
package example.tradewind.platform

import android.os.LocaleList

fun LocaleList.preferredLanguages(): List<String> = List(size()) { this[it].toLanguageTag() }
