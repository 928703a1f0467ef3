"""Opens USDZ files with OpenUSD and holds them to its own rules: `python3 usdz_check.py FOLDER_OR_FILE...`.

`cargo test -p tradewind-scene --test usdz` writes the seed's models and the tests' own into `target/tmp/usdz`. Needs the
package `usd-core`: 26.3 and 26.5 have Apple's rules (`UsdUtils.ComplianceChecker`, arkit=True), 26.11 has the validators that
took their place alone, and the packages before 26 lack the definitions of shaders that the rules read. Ends with 1 where a
file has an error, or where nothing was checked.
"""

import pathlib
import sys

from pxr import Tf, Usd, UsdGeom, UsdShade, UsdUtils


def by_checker(path):
    """Errors and failed checks by Apple's rules; warnings."""
    checker = UsdUtils.ComplianceChecker(arkit=True, skipARKitRootLayerCheck=False, rootPackageOnly=False,
                                         skipVariants=False, verbose=False)
    checker.CheckCompliance(path)
    return checker.GetErrors() + checker.GetFailedChecks(), checker.GetWarnings()


def by_validators(path):
    """Errors of every validator that there is; what it only warns of."""
    from pxr import UsdValidation
    registry = UsdValidation.ValidationRegistry()
    context = UsdValidation.ValidationContext(registry.GetOrLoadAllValidators())
    errors, warnings = [], []
    for found in context.Validate(Usd.Stage.Open(path)):
        told = f"{found.GetValidator().GetMetadata().name}: {found.GetMessage()}"
        is_error = found.GetType() == UsdValidation.ValidationErrorType.Error
        (errors if is_error else warnings).append(told)
    return errors, warnings


def by_hand(path):
    """What a person would see is missing: stage metadata, meshes, materials that are bound and resolve."""
    stage = Usd.Stage.Open(path)
    errors = []
    if UsdGeom.GetStageUpAxis(stage) != "Y" or UsdGeom.GetStageMetersPerUnit(stage) != 1:
        errors.append("not in metres with Y up")
    if not stage.GetDefaultPrim():
        errors.append("no default prim")
    meshes = [UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
    if not meshes:
        errors.append("no mesh")
    for mesh in meshes:
        points, indices = mesh.GetPointsAttr().Get(), mesh.GetFaceVertexIndicesAttr().Get()
        valid, why = UsdGeom.Mesh.ValidateTopology(indices, mesh.GetFaceVertexCountsAttr().Get(), len(points))
        if not valid:
            errors.append(f"{mesh.GetPath()}: {why}")
        material, _ = UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()
        if not material or not material.ComputeSurfaceSource()[0]:
            errors.append(f"{mesh.GetPath()}: no material")
    for prim in stage.Traverse():
        texture = UsdShade.Shader(prim) if prim.IsA(UsdShade.Shader) else None
        if texture and texture.GetShaderId() == "UsdUVTexture" and not texture.GetInput("file").Get().resolvedPath:
            errors.append(f"{prim.GetPath()}: no picture")
    box = UsdGeom.BBoxCache(Usd.TimeCode.Default(), ["default", "render"]).ComputeWorldBound(stage.GetDefaultPrim())
    size = box.ComputeAlignedRange().GetSize()
    return errors, f"{len(meshes)} meshes, {size[0]:.3f} x {size[1]:.3f} x {size[2]:.3f} m"


def main(arguments):
    paths = [pathlib.Path(argument) for argument in arguments]
    files = sorted(file for path in paths for file in (path.glob("*.usdz") if path.is_dir() else [path]))
    check = by_checker if hasattr(UsdUtils, "ComplianceChecker") else by_validators
    print(f"OpenUSD {'.'.join(map(str, Usd.GetVersion()))}, {check.__name__}, {len(files)} files")
    wrong = 0
    for file in files:
        try:
            errors, warnings = check(str(file))
            more, seen = by_hand(str(file))
        except Tf.ErrorException as error:
            errors, warnings, more, seen = [str(error).strip()], [], [], "does not open"
        print(f"{file.name}: {seen}, {len(errors) + len(more)} errors, {len(warnings)} warnings")
        for line in errors + more:
            print(f"  error: {line}")
        for line in warnings:
            print(f"  warning: {line}")
        wrong += bool(errors or more)
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
