// Reads the sources: no rule of the shop's in them, no word for a person, and both builds state the same.
package example.tradewind

import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class SourcesTest {
    private val here = File(System.getProperty("tradewind.android"))
    private val ours = listOf("app", "library").flatMap {
        here.resolve("$it/src/main/kotlin").walk().filter { file -> file.extension == "kt" }.toList()
    }

    @Test
    fun noCurrencyDatePluralPriceOrJsonIsInTheShell() {
        val rules = Regex(
            "java\\.text|java\\.time|java\\.util\\.Currency|android\\.icu|NumberFormat|DateFormat|DateTimeFormatter|SimpleDateFormat|" +
                "BigDecimal|PluralRules|getQuantityString|pluralStringResource|stringResource|getString\\(R|" +
                "org\\.json|kotlinx\\.serialization|" +
                "Gson|Moshi|[€£¥]|\"\\$\"",
        )
        val found = ours.flatMap { file ->
            file.readLines().mapIndexedNotNull { at, line -> "${file.name}:${at + 1}: $line".takeIf { rules.containsMatchIn(line) } }
        }
        assertEquals(emptyList<String>(), found)
        assertTrue("sources are read", ours.size > 25)
        assertTrue(
            "a rule would be found",
            listOf("NumberFormat.getInstance()", "val sign = \"€\"", "JSONObject(org.json)").all {
                rules.containsMatchIn(it)
            },
        )
    }

    /** A literal may be a key, a route or a tag, but nothing that reads like words: it holds no space between letters, no capital start. */
    @Test
    fun noShownLiteralIsInTheShell() {
        val shown =
            Regex(
                "\\b(Text|AppText|Heading|Caption|Tag|FilledButton|TonalButton|PlainButton|RoundButton|contentDescription\\s*=|paneTitle\\s*=|placeholder\\s*=|text\\s*=|label\\s*=)\\s*\\(?\\s*\"([^\"]+)\"",
            )
        val words = Regex("\"[^\"$]*\\p{L} \\p{L}[^\"]*\"")
        assertTrue("words would be found", shown.containsMatchIn("AppText(\"Buy\")") && words.containsMatchIn("val label = \"Buy now\""))
        val found = ours.flatMap { file ->
            file.readLines().mapIndexedNotNull { at, line ->
                val code = line.substringBefore("//")
                val drawn = file.path.let { "/screens/" in it || "/components/" in it || "/surface/" in it || it.endsWith("ShopApp.kt") }
                "${file.name}:${at + 1}: $line".takeIf {
                    !line.trimStart().startsWith(
                        "*",
                    ) && !line.trimStart().startsWith(
                        "/**",
                    ) && drawn && "icon(" !in code && (shown.containsMatchIn(code) || words.containsMatchIn(code))
                }
            }
        }
        assertEquals(emptyList<String>(), found)
    }

    @Test
    fun eachFileOpensWithALineThatSaysWhatLivesThere() {
        val tests = listOf("test", "debug").flatMap { here.resolve("app/src/$it/kotlin").walk() }.filter { it.extension == "kt" }
        val bare = (ours + tests).filter { file -> !file.readLines().first().matches(Regex("// .{20,}\\.")) }
        assertEquals(emptyList<File>(), bare)
    }

    /** What the core says on a screen is drawn: a field that nothing here names would be lost on the person. */
    @Test
    fun everyFieldOfAScreenIsNamedAndEveryIntentIsTold() {
        val sources = ours.flatMap {
            it.readLines()
        }.map {
            it.substringBefore("//")
        }.filterNot { it.trimStart().startsWith("*") || it.trimStart().startsWith("/*") || it.startsWith("import ") }.joinToString("\n")
        val kinds = here.resolve("../bindings/facade.txt").readText().split("\n\n").map {
            it.trim().lines()
        }.associate { it.first() to it.drop(1).map(String::trim) }
        val applePay = listOf("ApplePayContact", "ApplePayItem", "ApplePayRequest")
        val hosts = applePay + listOf("ShopConfig", "LogField", "LogRecord", "LiveHandles", "PurchaseState")
        val fields = kinds.filterKeys {
            it.startsWith("record ") && it.removePrefix("record ") !in hosts
        }.flatMap { (kind, all) ->
            all.map { kind.removePrefix("record ") to it.substringBefore(':') }
        }.filterNot { (_, field) -> field == "code" }
        val missing = { text: String ->
            fields.map { (kind, field) ->
                kind to field.replace(Regex("_(.)")) { it.groupValues[1].uppercase() }
            }.filterNot { (_, field) -> Regex("\\b$field\\b").containsMatchIn(text) }.map { (kind, field) -> "$kind.$field" }.toSet()
        }
        assertTrue("fields are read: ${fields.size}", fields.size > 200)
        // As codes are: for machines beside the words; what is said by another field too.
        val elsewhere = setOf("CheckoutScreen.payBlockedCode", "WalletRequest.handler", "ProductScreen.hasModel")
        assertEquals(elsewhere, missing(sources))
        assertTrue("a missing one would be found", "CheckoutScreen.asideLabel" in missing(sources.replace("asideLabel", "")))
        val intents = kinds.getValue("enum Intent").map { it.substringBefore('(') }
        // What a terminal does, for a purchase named in a file; what scenario files say for the settings there were first; what
        // browsers and iOS say, for which Android has no setting.
        val others = setOf(
            "BeginPurchase",
            "ResumePurchase",
            "SetLanguage",
            "SetCurrency",
            "SetTimeZone",
            "GlobalPrivacyControl",
            "TrackingDenied",
        )
        assertEquals(emptyList<String>(), intents.filterNot { it in others || Regex("\\bIntent\\.$it\\b").containsMatchIn(sources) })
    }

    @Test
    fun bothBuildsStateTheSame() {
        val pom = here.resolve("pom.xml").readText()
        val property = { name: String -> Regex("<$name>([^<]+)</$name>").find(pom)!!.groupValues[1] }
        val catalog = here.resolve("gradle/libs.versions.toml").readText()
        val version = { name: String -> Regex("(?m)^$name = \"([^\"]+)\"").find(catalog)!!.groupValues[1] }
        assertEquals(property("kotlin.version"), version("kotlin"))
        val app = here.resolve("app/build.gradle.kts").readText()
        val library = here.resolve("library/build.gradle.kts").readText()
        for (build in listOf(app, library)) {
            assertTrue("minSdk = ${property("android.minSdk")}" in build)
            assertTrue("compileSdk = ${property("android.targetSdk")}" in build)
        }
        assertTrue("targetSdk = ${property("android.targetSdk")}" in app)
        assertTrue("namespace = \"${property("android.namespace")}\"" in app)
        assertTrue("namespace = \"${property("android.namespace")}.library\"" in library)
        // Every module of the catalog has in the pom the version that the catalog says.
        val modules = Regex("(?m)^\\S+ = \\{ module = \"([^:\"]+):([^\"]+)\", version\\.ref = \"([^\"]+)\" }").findAll(catalog).toList()
        assertTrue("the catalog names modules", modules.size >= 8)
        for (module in modules) {
            val (group, artifact, ref) = module.destructured
            if (artifact.endsWith("-bom")) continue
            val stated = Regex(
                "<groupId>${Regex.escape(
                    group,
                )}</groupId><artifactId>${Regex.escape(artifact)}(-android|-jvm)?</artifactId><version>([^<]+)</version>",
            ).find(pom)
            assertEquals("$group:$artifact", version(ref), stated?.groupValues?.get(2))
        }
    }

    @Test
    fun theLockIsWhatThePomSays() {
        val pom = here.resolve("pom.xml").readText().substringAfter("dependencies.lock, line by line").substringBefore("<profiles>")
        val stated = Regex(
            "<groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId><version>([^<]+)</version>(<type>aar</type>)?(<scope>test</scope>)?",
        ).findAll(pom).map {
            val (group, artifact, version, aar, test) = it.destructured
            "${if (test.isEmpty()) "main" else "test"} $group:$artifact:$version:${if (aar.isEmpty()) "jar" else "aar"}"
        }.toList()
        assertEquals(here.resolve("dependencies.lock").readLines().filter { it.isNotBlank() }, stated)
    }
}
