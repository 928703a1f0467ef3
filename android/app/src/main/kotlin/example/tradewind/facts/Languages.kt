// The fact which languages the person prefers: the system's list, or the one chosen for this app alone, which Android puts first.
package example.tradewind.facts

import android.os.LocaleList

fun LocaleList.preferredLanguages(): List<String> = List(size()) { this[it].toLanguageTag() }
