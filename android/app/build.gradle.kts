// The app: activity, theme, screens, ports.
import groovy.lang.Binding
import groovy.lang.GroovyShell

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.compose)
}

android {
    namespace = "example.tradewind"
    compileSdk = 35
    defaultConfig {
        applicationId = "example.tradewind"
        minSdk = 26
        targetSdk = 35
        versionCode = 1
        versionName = "1.0"
    }
    buildTypes.named("release") {
        isMinifyEnabled = true
        isShrinkResources = true
        proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
    }
    sourceSets["main"].kotlin.srcDir(layout.buildDirectory.dir("generated/tokens"))
    testOptions.unitTests.isIncludeAndroidResources = true
}

kotlin { jvmToolchain(17) }

// The theme's values: the same script as Maven's.
val tokens = tasks.register("tokens") {
    val source = rootDir.resolve("../assets/design/tokens.json")
    val target = layout.buildDirectory.dir("generated/tokens").get().asFile
    inputs.file(source)
    outputs.dir(target)
    doLast { GroovyShell(Binding(mapOf("source" to source, "target" to target))).evaluate(rootDir.resolve("maven/tokens.groovy")) }
}
tasks.named("preBuild") { dependsOn(tokens) }

dependencies {
    implementation(project(":library"))
    implementation(libs.activity.compose)
    implementation(libs.core.ktx)
    implementation(libs.compose.foundation)
    implementation(libs.compose.ui)
    implementation(libs.material3)
    implementation(libs.window.core)
    implementation(libs.webkit)
    implementation(libs.lifecycle.process)
    implementation(libs.lifecycle.compose)
    testImplementation(libs.junit)
    testImplementation(libs.robolectric)
    testImplementation(libs.compose.test)
    testImplementation(libs.test.core)
    debugImplementation(libs.compose.test.manifest)
    debugImplementation(libs.compose.tooling.preview)
    // What Android Studio draws previews with; Maven has no use for it.
    debugImplementation("androidx.compose.ui:ui-tooling:${libs.versions.compose.get()}")
}
